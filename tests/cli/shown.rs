//! Hostile text is safe to show.

use super::*;

const HOSTILE_NAMES: [&str; 6] = [
    "\u{1b}[31mred\u{1b}]0;title\u{7}",
    "right\u{202e}left\u{2066}isolate",
    "bell\u{7}back\u{8}space\u{9b}31m",
    "line\u{2028}para\u{2029}mark\u{feff}",
    "pipe|star*under_<script>`tick`[a](b)",
    "del\u{7f}\u{200f}\u{061c}",
];

fn is_raw(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}' | '\u{2029}')
}

#[test]
fn controls_in_names_never_reach_a_reader_raw() {
    let rows: String = HOSTILE_NAMES.iter().map(|name| format!("\"{name}\",5M,1200000,1024\n")).collect();
    let case = Case::new(format!("{HEADING}{rows}"));
    for args in [
        &["--format", "table"][..],
        &["--format", "markdown"],
        &["--explain"],
        &["--fail-if", "ec2_usd > 0"],
        &["--format", "table", "--region", "us-est-1"],
        &["--set", "memory_mb=64"],
        &["--explain", "\u{1b}[31mre\u{202e}d"],
        &["--fail-if", "\u{1b}\u{202e} > 1"],
        &["--sort", "\u{1b}\u{202e}"],
        &["--set", "\u{1b}\u{202e}=1"],
        &["--region", "\u{1b}\u{202e}"],
        &["--pricing", "\u{1b}\u{202e}"],
        &["--hours-per-month", "\u{1b}\u{202e}"],
        &["--export", "\u{1b}\u{202e}.xyz"],
        &["--export", "no/\u{1b}\u{202e}.csv"],
        &["--format", "\u{1b}\u{202e}"],
        &["\u{1b}\u{202e}"],
        &["--\u{1b}\u{202e}"],
    ] {
        let run = case.compare(args);
        assert!(!run.out.contains(is_raw), "{args:?}: {:?}", run.out);
        assert!(!run.err.contains(is_raw), "{args:?}: {:?}", run.err);
    }
    for args in [
        &["prices", "show", "\u{1b}\u{202e}"][..],
        &["columns", "\u{1b}\u{202e}"],
        &["compare", "\u{1b}\u{202e}"],
        &["\u{1b}\u{202e}"],
    ] {
        let run = case.run(args);
        assert_ne!(run.code, 0);
        assert!(!run.err.contains(is_raw), "{args:?}: {:?}", run.err);
    }
    let markdown = case.compare(&["--format", "markdown"]).ends(0).out;
    assert!(!markdown.contains("<script>") && markdown.contains("pipe\\|star"), "{markdown}");
}

#[test]
fn controls_in_arguments_never_reach_a_reader_raw() {
    let case = Case::new(TWO);
    for hostile in ["\u{202e}x", "\u{1b}[31mx", "\u{7}x", "\u{9b}31mx", "\u{2028}x"] {
        let flag = format!("--{hostile}");
        let runs = [
            case.run(&[hostile]),
            case.run(&["prices", "list", hostile]),
            case.run(&["completions", hostile]),
            case.compare(&["--format", hostile]),
            case.compare(&["--jobs", hostile]),
            case.compare(&["--top", hostile]),
            case.compare(&[hostile]),
            case.compare(&[&flag]),
        ];
        for run in runs {
            let run = run.ends(2).silent();
            assert!(!run.err.contains(is_raw), "{hostile:?}: {:?}", run.err);
        }
    }
}

#[test]
fn controls_in_own_prices_never_reach_a_reader_raw() {
    let case = Case::new("name,requests_per_month,duration_ms,memory_mb,instance_type\nA,5M,120,1024,m7g.large\n");
    case.write(
        "own.csv",
        format!("{EC2_HEADING}us-east-1,m7g.large,on-demand,0.05,,2026-11-01,our \u{1b}[31m\u{202e}deal\n"),
    );
    for args in [&["--explain", "--pricing", "own.csv"][..], &["--pricing", "own.csv", "--format", "markdown"]] {
        let run = case.compare(args).ends(0);
        assert!(!run.out.contains(is_raw), "{args:?}: {:?}", run.out);
    }
    let run = case.run(&["prices", "show", "m7g.large", "--region", "us-east-1", "--pricing", "own.csv"]).ends(0);
    assert!(!run.out.contains(is_raw), "{:?}", run.out);
}

#[test]
fn names_in_csv_are_never_formulas() {
    let names = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"\"http://x\"\",\"\"y\"\")", "=a\nb"];
    let rows: String = names.iter().map(|name| format!("\"{name}\",5M,120,1024\n")).collect();
    let case = Case::new(format!("{HEADING}{rows}"));
    for args in [&["--format", "csv"][..], &["--format", "csv", "--detail"]] {
        let run = case.compare(args).ends(0);
        for name in run.column("name") {
            assert!(name.starts_with('\''), "{name:?}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_wherever_it_runs() {
    let case = Case::new(format!("{TWO}결제 승인 🛒,5M,120,1024\n"));
    for format in ["table", "csv", "json", "markdown"] {
        let expected = case.compare(&["--format", format]).ends(0).out;
        let run = |change: &dyn Fn(&mut Command)| {
            let mut command = command();
            change(command.current_dir(case.path()).args(["compare", "s.csv", "--format", format]));
            Run::of(command.output().unwrap()).ends(0).out
        };
        assert_eq!(run(&|_| ()), expected, "{format} again");
        assert_eq!(
            run(&|c| {
                c.env_remove("HOME").env_remove("XDG_CONFIG_HOME");
            }),
            expected,
            "{format} without HOME"
        );
        assert_eq!(
            run(&|c| {
                c.env("LANG", "ko_KR.UTF-8").env("LC_ALL", "ko_KR.UTF-8");
            }),
            expected,
            "{format} in Korean"
        );
        assert_eq!(
            run(&|c| {
                c.env("LC_ALL", "de_DE.UTF-8");
            }),
            expected,
            "{format} in German"
        );
        assert_eq!(
            run(&|c| {
                c.env("LC_ALL", "C").env("TZ", "Asia/Seoul");
            }),
            expected,
            "{format} in C"
        );
        assert_eq!(
            run(&|c| {
                c.env("NO_COLOR", "1");
            }),
            expected,
            "{format} without color"
        );
        assert_eq!(
            run(&|c| {
                c.env("CLICOLOR_FORCE", "1").env("TERM", "xterm-256color");
            }),
            expected,
            "{format} piped"
        );
        assert_eq!(
            run(&|c| {
                c.env_clear();
            }),
            expected,
            "{format} in an empty environment"
        );
    }
}

#[test]
fn an_odd_width_is_no_reason_to_fail() {
    let case = Case::new(TWO);
    for columns in ["0", "1", "39", "65535", "70000", "-1", "wide", ""] {
        let output =
            command().current_dir(case.path()).env("COLUMNS", columns).args(["compare", "s.csv", "--explain"]).output();
        Run::of(output.unwrap()).ends(0).shows(&["Checkout"]);
    }
}
