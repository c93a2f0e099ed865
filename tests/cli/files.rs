//! Files that are written.

use super::*;

#[test]
fn exports_are_complete_and_leave_nothing_beside_them() {
    let case = Case::new(TWO);
    let args = ["--export", "a.csv", "--export", "b.json", "--export", "c.md", "--export", "d.txt"];
    let table = case.compare(&args).ends(0).out;
    assert_eq!(case.files(), ["a.csv", "b.json", "c.md", "d.txt", "s.csv"]);
    assert_eq!(case.read("d.txt"), table);
    for (file, format) in [("a.csv", "csv"), ("b.json", "json"), ("c.md", "markdown"), ("d.txt", "table")] {
        assert_eq!(case.read(file), case.compare(&["--format", format]).ends(0).out, "{file}");
    }
    // By the other way through the program, too.
    let csv = case.compare(&["--format", "csv", "--export", "e.csv", "--export", "f.CSV"]).ends(0).out;
    assert_eq!(case.read("e.csv"), csv);
    assert_eq!(case.read("f.CSV"), csv);
    assert_eq!(case.files(), ["a.csv", "b.json", "c.md", "d.txt", "e.csv", "f.CSV", "s.csv"]);
}

#[test]
fn an_export_that_cannot_be_written_is_an_internal_fault() {
    let case = Case::new(TWO);
    fs::create_dir(case.path().join("folder.csv")).unwrap();
    for target in ["no/such/out.csv", "s.csv/out.csv", "folder.csv", "no/out.json"] {
        for format in ["csv", "table"] {
            let args = ["--format", format, "--export", "good.csv", "--export", target];
            case.compare(&args).ends(1).silent().says(&[target, "cannot write"]);
            assert_eq!(case.files(), ["folder.csv", "s.csv"], "{target}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_to_write_is_an_internal_fault() {
    use std::os::unix::fs::PermissionsExt as _;
    let case = Case::new(TWO);
    let folder = case.path().join("locked");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let privileged = fs::write(folder.join("probe"), "").is_ok();
    if !privileged {
        case.compare(&["--export", "locked/out.csv"]).ends(1).silent();
        assert!(fs::read_dir(&folder).unwrap().next().is_none());
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_file_that_is_there_is_replaced_only_on_success() {
    let case = Case::new(format!("{HEADING}A,x,120,1024\n"));
    for (file, format) in [("out.csv", "csv"), ("out.json", "table")] {
        case.write(file, "old");
        case.compare(&["--format", format, "--export", file]).ends(3);
        assert_eq!(case.read(file), "old");
        case.compare(&["--format", format, "--export", file, "--region", "nowhere"]).ends(3);
        assert_eq!(case.read(file), "old");
    }
    case.write("s.csv", TWO);
    case.compare(&["--export", "out.json", "--region", "nowhere-1"]).ends(3);
    case.compare(&["--export", "out.json", "--region", "ap-east-2", "--set", "instance_type=c4.2xlarge"]).ends(4);
    assert_eq!(case.read("out.json"), "old");
    case.compare(&["--export", "out.json"]).ends(0);
    assert!(case.read("out.json").starts_with('{'));
    assert_eq!(case.files(), ["out.csv", "out.json", "s.csv"]);
}

#[test]
fn an_export_is_written_even_where_a_condition_holds() {
    let case = Case::new(TWO);
    for (format, file) in [("csv", "a.csv"), ("table", "b.csv")] {
        case.compare(&["--format", format, "--export", file, "--fail-if", "lambda_usd > 0"]).ends(5);
        assert_eq!(case.read(file), figures(TWO));
    }
}

#[test]
fn the_scenario_is_not_overwritten_by_its_own_export() {
    let case = Case::new(TWO);
    case.compare(&["--export", "s.csv"]).ends(2).silent();
    assert_eq!(case.read("s.csv"), TWO);
}

#[test]
fn two_exports_into_one_file_are_refused() {
    let case = Case::new(TWO);
    case.write("r.json", "old");
    for (one, other) in [("r.json", "./r.json"), ("new.csv", "./new.csv")] {
        case.compare(&["--export", one, "--export", other])
            .ends(2)
            .silent()
            .says(&["is the same file as", "name another one"]);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("r.json", case.path().join("l.csv")).unwrap();
        case.compare(&["--export", "r.json", "--export", "l.csv"])
            .ends(2)
            .silent()
            .says(&["l.csv: this is the same file as r.json"]);
    }
    assert_eq!(case.read("r.json"), "old");
}

#[test]
fn what_would_take_all_memory_is_refused() {
    let case = Case::new(TWO);
    // 2 workloads and 50,001 sizes are more than 100,000 places; 32,000 x 32,000 pixels are 4 GB.
    let sweep = case.run(&["sweep", "s.csv", "--vary", "duration_ms=1..60000", "--steps", "50001"]);
    sweep.ends(2).silent().says(&["the sweep has 100002 places; 100000 are the most"]);
    let picture = case.run(&["chart", "compare", "s.csv", "-o", "a.png", "--size", "8000x8000", "--scale", "4"]);
    picture.ends(2).silent().says(&["--scale 4: a picture of 32000 x 32000 pixels", "use --scale 1"]);
    assert_eq!(case.files(), ["s.csv"]);
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_an_internal_fault() {
    let case = Case::new(TWO);
    for format in ["table", "csv", "json", "markdown"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_costcalc"))
            .current_dir(case.path())
            .args(["compare", "s.csv", "--format", format])
            .stdout(Stdio::from(full))
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(1), "{format}");
    }
}

/// 60,000 rows with line breaks in quotes, comments and blank lines.
fn large() -> String {
    let mut text = String::from("name,requests_per_month,duration_ms,memory_mb,invocation\n");
    for at in 0..60_000_u32 {
        let ending = if at % 2 == 0 { "\n" } else { "\r\n" };
        let (requests, duration) = (1_000 + at * 7, 5 + at % 900);
        let _ =
            write!(text, "\"Job {at}\nof \"\"many\"\", all\",{requests},{duration},{},async{ending}", 128 + at % 1_024);
        if at % 1_000 == 0 {
            text.push_str("# \"note\n\n");
        }
    }
    text
}

#[test]
fn a_large_file_gives_the_same_bytes_with_any_number_of_threads() {
    let case = Case::new(large());
    let jobs = |jobs: &str| case.compare(&["--format", "csv", "--jobs", jobs]).ends(0);
    let one = jobs("1");
    assert_eq!(jobs("4").out, one.out);
    let names = one.column("name");
    assert_eq!(names.len(), 60_000);
    for (at, name) in names.iter().enumerate() {
        assert_eq!(*name, format!("Job {at}\nof \"many\", all"));
    }
    // The other way through the program, which holds everything in memory: each is asked about the sum of all.
    let all = case.compare(&["--format", "csv", "--fail-if", NEVER]).ends(0);
    assert!(all.out == one.out);
}

#[test]
fn ranges_are_sampled_the_same_by_any_number_of_threads() {
    let mut text = "name,requests_per_month,duration_ms,memory_mb\n".to_owned();
    for at in 1..=6 {
        let _ = writeln!(text, "Job {at},{at}M..{}M,80..{}00,1024", at * 20, at + 1);
    }
    let case = Case::new(text);
    for format in ["table", "csv", "json"] {
        let jobs = |jobs: &str| case.compare(&["--format", format, "--samples", "500", "--jobs", jobs]).ends(0).out;
        assert_eq!(jobs("3"), jobs("1"), "{format}");
    }
}

/// A condition that holds for no workload and needs all of them before it is judged.
const NEVER: &str = "lambda_usd > total.lambda_usd";

#[test]
fn every_text_of_a_run_of_many_blocks_is_that_of_a_run_held_in_memory() {
    let mut text = String::from(HEADING);
    for row in 0..2_500 {
        let _ = writeln!(text, "{row} {:x<200},{},{},{}", "", row * 7_919 + 1, 20 + row % 400, 128 + row % 2_000);
    }
    assert!(text.len() > 2 << 18, "the file has one block of rows");
    let case = Case::new(text);
    let names = ["a.csv", "a.json", "a.md", "a.txt"];
    let texts = |more: &[&str]| {
        let exports = names.iter().flat_map(|name| ["--export", name]);
        let args: Vec<&str> = exports.chain(more.iter().copied()).collect();
        let run = case.compare(&args).ends(0);
        let texts: Vec<String> = names.iter().map(|name| case.read(name)).collect();
        (run.out, texts)
    };
    let in_memory = texts(&["--fail-if", NEVER]);
    assert!(in_memory.1[0].lines().count() == 2_501 && in_memory.0.contains("1,500 more workloads are not shown"));
    for jobs in ["1", "3"] {
        assert!(texts(&["--jobs", jobs]) == in_memory, "{jobs}");
    }
    let json = case.compare(&["--format", "json"]).ends(0);
    assert!(json.out == in_memory.1[1]);
    assert_eq!(json.json()["workloads"].as_array().unwrap().len(), 2_500);
}

#[test]
fn a_closed_pipe_is_success() {
    // Several times what a pipe holds, in each format.
    let rows = (0..5_000).fold(String::from(HEADING), |mut rows, at| {
        let _ = writeln!(rows, "W{at},5M,120,1024");
        rows
    });
    let case = Case::new(rows);
    for args in
        [&["compare", "s.csv", "--format", "csv"][..], &["compare", "s.csv"], &["compare", "s.csv", "--format", "json"]]
    {
        let (status, line, err) = first_line(&case, args);
        assert!(status.success(), "{args:?}: {status} {err}");
        assert!(!line.is_empty());
        assert_eq!(err, "", "{args:?}");
    }
    let (status, line, err) = first_line(&case, &["prices", "show", "us-east-1"]);
    assert!(status.success() && !line.is_empty() && err.is_empty(), "{status} {err}");
}

/// Reads one line of a run's output, then closes the pipe.
fn first_line(case: &Case, args: &[&str]) -> (std::process::ExitStatus, String, String) {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_costcalc"))
        .current_dir(case.path())
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut reader = BufReader::with_capacity(64, child.stdout.take().unwrap());
    reader.read_line(&mut line).unwrap();
    drop(reader);
    let output = child.wait_with_output().unwrap();
    (output.status, line, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_closed_pipe_loses_neither_an_export_nor_a_condition() {
    let case = Case::new(large());
    let args = ["compare", "s.csv", "--format", "csv", "--export", "out.csv", "--fail-if", "lambda_usd > 0"];
    let (status, ..) = first_line(&case, &args);
    assert_eq!(case.files(), ["out.csv", "s.csv"], "the export is missing though the run ended with {status}");
    assert_eq!(status.code(), Some(5));
}
