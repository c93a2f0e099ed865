//! Faults of options that do not hang on each other: one run tells all of them.

use super::*;

#[test]
fn all_faults_of_options_are_told_at_once() {
    let case = Case::new(TWO);
    for (args, code, said) in [
        (
            "chart breakeven s.csv --from abc --to def --accent red --lang xx --size 1x1 -o q.foo",
            2,
            ["--from abc", "--to def", "--accent red", "--lang xx", "--size 1x1", "-o q.foo"].as_slice(),
        ),
        ("breakeven s.csv --from abc --to def --between a,b", 2, &["--from abc", "--to def", "--between a,b"]),
        (
            "chart map s.csv --x requests=2M..1M --y duration=9..1 -o map.svg",
            2,
            &["--x requests=2M..1M", "--y duration=9..1"],
        ),
        ("sweep s.csv --vary memory_mb=abc --vary arch=foo", 3, &["--vary memory_mb=abc", "--vary arch=foo"]),
        ("compare s.csv --pricing ./none --fail-if foo>1", 2, &["--pricing ./none", "--fail-if foo>1"]),
        (
            "compare s.csv --explain Z --fail-if name=='Y'",
            2,
            &["--explain: there is no workload \"Z\"", "there is no workload \"Y\""],
        ),
        ("report s.csv -o a.foo --sort bar", 2, &["-o a.foo", "--sort bar"]),
    ] {
        let args: Vec<&str> = args.split(' ').collect();
        let run = case.run(&args).ends(code).says(said);
        assert!(run.out.is_empty() && !run.err.contains("\n\n"), "{}", run.err);
    }
}

#[test]
fn standard_output_takes_one_document() {
    let case = Case::new(TWO);
    for args in ["report s.csv -o - -o -", "chart breakeven s.csv -o - -o -"] {
        let args: Vec<&str> = args.split(' ').collect();
        let run = case.run(&args).ends(2).says(&["-o -: standard output is named 2 times; name it once"]);
        assert!(run.out.is_empty());
    }
}

#[test]
fn values_on_the_command_line_are_told_as_they_were_typed() {
    let case = Case::new(TWO);
    case.compare(&["--set", "memory_mb==5"]).ends(3).says(&["remove one =: --set memory_mb=5"]);
    case.compare(&["--region", ""]).ends(3).says(&["--region: the region is empty", "name one, such as --region"]);
    case.compare(&["--optimize", "memory, arch"]).ends(0);
}

#[test]
fn a_path_above_the_folder_is_a_value_of_a_sweep() {
    let case = Case::new(TWO);
    let hours: String = (0..24).map(|hour| format!("{hour},{}\n", hour + 1)).collect();
    case.write("ref.csv", format!("hour,requests\n{hours}"));
    std::fs::create_dir(case.path().join("sub")).unwrap();
    case.write("sub/s.csv", TWO);
    let run = case.run(&["sweep", "sub/s.csv", "--vary", "traffic=../ref.csv,office-hours", "--format", "csv"]).ends(0);
    assert!(run.out.contains("../ref.csv,") && run.out.contains("office-hours,"), "{}", run.out);
}

#[test]
fn a_map_tells_what_of_the_asked_range_it_shows() {
    let case = Case::new(TWO);
    let map = |x: &str, y: &str| case.run(&["chart", "map", "s.csv", "--x", x, "--y", y, "-o", "map.svg"]).ends(0);
    // A function runs for 15 minutes at most.
    let said = "note: --y duration: more is asked for than there is; the map shows 10 to 900,000 ms";
    map("requests=1M..1B", "duration=10..2000000").says(&[said]);
    assert!(!map("requests=1M..1B", "duration=10..1000").err.contains("the map shows"));
}

#[test]
fn prices_that_are_looked_up_are_doubted_as_those_of_a_run() {
    let case = Case::new(TWO);
    case.write("own.csv", format!("{EC2_HEADING}us-east-1,m7g.large,on-demand,0.816,,2026-10-01,mine\n"));
    let said = "warning: own.csv:2: m7g.large on-demand in us-east-1 costs 0.816 USD";
    case.run(&["prices", "show", "m7g.large", "--pricing", "own.csv"]).ends(0).says(&[said]);
    case.run(&["prices", "find", "--vcpu", "2", "--pricing", "own.csv"]).ends(0).says(&[said]);
}

#[test]
fn a_rule_that_a_book_lacks_is_told_with_those_that_it_has() {
    let case = Case::new(TWO);
    let rule = |row: &str| {
        case.write("own.csv", format!("service,rule,value,unit,note,as_of,source\n{row},730,h,,2026-10-01,mine\n"));
        case.compare(&["--pricing", "own.csv"]).ends(3)
    };
    rule("general,hours_per_month").says(&["the nearest known: aws/hours_per_month"]);
    rule("zzz,qqq").says(&["`costcalc prices columns` lists them"]);
    let columns = case.run(&["prices", "columns"]).ends(0).out;
    assert!(columns.contains("aws/hours_per_month, lambda/billing_increment"), "{columns}");
}

#[test]
fn a_saved_book_without_its_table_is_told_what_it_needs() {
    let case = Case::new(TWO);
    let book = case.path().join("data/costcalc/books/mine");
    std::fs::create_dir_all(&book).unwrap();
    let own = format!("{EC2_HEADING}us-east-1,m7g.large,on-demand,0.08,,2026-10-01,mine\n");
    std::fs::write(book.join("ec2.csv"), own).unwrap();
    let run = |pricing: &str| {
        let mut command = command();
        command.current_dir(case.path()).env("XDG_DATA_HOME", case.path().join("data"));
        Run::of(command.args(["compare", "s.csv", "--pricing", pricing]).output().unwrap())
    };
    let told =
        run("mine").ends(3).says(&["is no saved book: it has no book.csv.", "the rows id, title, as_of and base"]);
    // Both remedies work.
    let (_, path) = told.err.trim_end().rsplit_once("--pricing ").unwrap();
    run(path).ends(0);
    let table = "key,value\nid,mine\ntitle,Mine\nas_of,2026-10-01\nbase,2026\n";
    std::fs::write(book.join("book.csv"), table).unwrap();
    let sources = "source,title,published,where\nmine,Ours,2026-10-01,here\n";
    std::fs::write(book.join("sources.csv"), sources).unwrap();
    run("mine").ends(0);
}
