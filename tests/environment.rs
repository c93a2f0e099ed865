//! What a machine does to a run: full disks, lost permissions, interruptions, endless input, other users, no network.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs::{self, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const TWO: &str = "name,requests_per_month,duration_ms,memory_mb\nCheckout,50M,120,1024\nReports,30,45000,2048\n";
const BINARY: &str = env!("CARGO_BIN_EXE_costcalc");

/// A folder with the scenario `s.csv`.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.csv"), TWO).unwrap();
    folder
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    command.current_dir(folder).args(args).env_remove("COLUMNS").env_remove("NO_COLOR");
    // 2026-11-24: how old a book is must not depend on the day of the test.
    command.env("SOURCE_DATE_EPOCH", "1795478400");
    command
}

/// The program's run by a shell, which limits or redirects it; `$COSTCALC` is the program.
fn shell(folder: &Path, script: &str) -> Output {
    let mut shell = Command::new("sh");
    shell.current_dir(folder).args(["-c", script]).env("COSTCALC", BINARY).env("SOURCE_DATE_EPOCH", "1795478400");
    shell.output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[track_caller]
fn ends(output: &Output, code: i32, parts: &[&str]) {
    let err = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{err}");
    for part in parts {
        assert!(err.contains(part), "no {part:?} in {err}");
    }
    assert!(!err.contains("os error") && !err.contains("panicked"), "{err}");
}

fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// So many rows.
fn rows(count: usize) -> String {
    let mut text = String::from("name,requests_per_month,duration_ms,memory_mb,instance_type\n");
    (0..count).for_each(|at| text.push_str(&format!("Workload {at},{},120,1024,m7g.large\n", 1_000_000 + at)));
    text
}

// Disks ----------------------------------------------------------------------------------------------------------

#[test]
fn a_disk_that_takes_no_more_leaves_the_old_file_and_nothing_else() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("large.csv"), rows(4_000)).unwrap();
    fs::write(path.join("out.csv"), "old").unwrap();
    for format in ["csv", "table"] {
        // Files of at most 64 blocks, which is far less than 4,000 rows need.
        let script =
            format!("ulimit -f 64; \"$COSTCALC\" compare large.csv --format {format} --export out.csv > /dev/null");
        ends(&shell(path, &script), 1, &["out.csv: cannot write: the file would be larger than is allowed"]);
        assert_eq!(fs::read_to_string(path.join("out.csv")).unwrap(), "old", "{format}");
        assert_eq!(files(path), ["large.csv", "out.csv", "s.csv"], "{format}");
    }
}

#[test]
fn a_limit_of_file_sizes_holds_for_standard_output_too() {
    let folder = folder();
    fs::write(folder.path().join("large.csv"), rows(200)).unwrap();
    for format in ["csv", "json", "table"] {
        // One block is 512 or 1,024 bytes, less than a row of 200 each.
        let script = format!("ulimit -f 1; \"$COSTCALC\" compare large.csv --format {format} > out.txt");
        let limited = shell(folder.path(), &script);
        ends(&limited, 1, &["cannot write the output: the file would be larger than is allowed"]);
    }
}

#[test]
fn a_new_folder_into_which_no_chart_comes_goes_again() {
    let folder = folder();
    let path = folder.path();
    let draw = |charts: &str| shell(path, &format!("ulimit -f 1; \"$COSTCALC\" chart s.csv --all {charts}"));
    let message = "cannot write: the file would be larger than is allowed";
    for charts in ["charts", "new/ones/charts"] {
        ends(&draw(charts), 1, &[message]);
        assert_eq!(files(path), ["s.csv"], "{charts}");
    }
    // One that was there stays, with what it holds.
    fs::create_dir(path.join("charts")).unwrap();
    ends(&draw("charts"), 1, &[message]);
    assert_eq!(files(path), ["charts", "s.csv"]);
    assert_eq!(files(&path.join("charts")), [""; 0]);
}

#[cfg(target_os = "linux")]
#[test]
fn too_many_open_files_are_told_in_words() {
    let folder = folder();
    let script = "exec < /dev/null > /dev/null; ulimit -n 4; exec \"$COSTCALC\" compare s.csv --export out.csv";
    ends(&shell(folder.path(), script), 1, &["out.csv: cannot write: too many open files\n"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named() {
    let folder = folder();
    let answers =
        ["compare s.csv", "compare s.csv --format csv", "breakeven s.csv", "sensitivity s.csv", "prices books"];
    for args in answers.into_iter().chain(["--help", "compare --help", "--version"]) {
        let output = shell(folder.path(), &format!("\"$COSTCALC\" {args} > /dev/full"));
        ends(&output, 1, &["cannot write the output: the disk is full"]);
    }
}

#[test]
fn a_missing_folder_for_temporary_files_is_named() {
    let folder = folder();
    // More output than is kept in memory.
    fs::write(folder.path().join("large.csv"), rows(120_000)).unwrap();
    let mut command = command(folder.path(), &["compare", "large.csv", "--format", "csv"]);
    let output = command.env("TMPDIR", folder.path().join("gone")).output().unwrap();
    ends(&output, 1, &["cannot write a temporary file", "gone"]);
    assert!(output.stdout.is_empty());
}

// Targets --------------------------------------------------------------------------------------------------------

#[test]
fn only_regular_files_are_replaced() {
    let folder = folder();
    let path = folder.path();
    assert!(Command::new("mkfifo").arg(path.join("pipe.csv")).status().unwrap().success());
    symlink("/dev/null", path.join("null.csv")).unwrap();
    fs::write(path.join("kept.csv"), "old").unwrap();
    fs::set_permissions(path.join("kept.csv"), Permissions::from_mode(0o444)).unwrap();
    let targets =
        [("pipe.csv", "not a regular file"), ("null.csv", "not a regular file"), ("kept.csv", "the file is read-only")];
    for (target, why) in targets {
        for format in ["csv", "table"] {
            let output = command(path, &["compare", "s.csv", "--format", format, "--export", target]).output().unwrap();
            ends(&output, 1, &[target, "cannot write", why]);
            assert!(output.stdout.is_empty());
        }
    }
    assert_eq!(fs::read_to_string(path.join("kept.csv")).unwrap(), "old");
    assert_eq!(files(path), ["kept.csv", "null.csv", "pipe.csv", "s.csv"]);
}

#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    let folder = folder();
    let path = folder.path();
    fs::create_dir(path.join("real")).unwrap();
    fs::write(path.join("real/out.csv"), "old").unwrap();
    fs::set_permissions(path.join("real/out.csv"), Permissions::from_mode(0o600)).unwrap();
    symlink("real/out.csv", path.join("out.csv")).unwrap();
    let output = command(path, &["compare", "s.csv", "--export", "out.csv"]).output().unwrap();
    ends(&output, 0, &[]);
    assert!(fs::symlink_metadata(path.join("out.csv")).unwrap().is_symlink());
    assert!(fs::read_to_string(path.join("real/out.csv")).unwrap().starts_with("name,"));
    assert_eq!(fs::metadata(path.join("real/out.csv")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_link_that_leads_nowhere_is_refused_and_stays() {
    let folder = folder();
    let path = folder.path();
    symlink("gone/out.csv", path.join("out.csv")).unwrap();
    let output = command(path, &["compare", "s.csv", "--export", "out.csv"]).output().unwrap();
    ends(&output, 1, &["out.csv: cannot write: it is a link to a file that is not there"]);
    assert_eq!(fs::read_link(path.join("out.csv")).unwrap(), Path::new("gone/out.csv"));
    assert_eq!(files(path), ["out.csv", "s.csv"]);
}

// Inputs ---------------------------------------------------------------------------------------------------------

#[test]
fn a_pipe_is_a_scenario_but_no_profile_and_no_table_of_prices() {
    let folder = folder();
    let path = folder.path();
    let output = shell(path, "mkfifo pipe; cat s.csv > pipe & \"$COSTCALC\" compare pipe --format csv");
    ends(&output, 0, &[]);
    assert_eq!(output.stdout, command(path, &["compare", "s.csv", "--format", "csv"]).output().unwrap().stdout);
    let output = command(path, &["compare", "s.csv", "--set", "traffic=pipe"]).output().unwrap();
    ends(&output, 3, &["traffic=pipe", "not a regular file"]);
    fs::create_dir(path.join("prices")).unwrap();
    fs::rename(path.join("pipe"), path.join("prices/rates.csv")).unwrap();
    let output = command(path, &["compare", "s.csv", "--pricing", "prices"]).output().unwrap();
    ends(&output, 3, &["prices/rates.csv: it is not a regular file; every table of prices counts"]);
}

#[test]
fn folders_that_link_to_themselves_are_read_once() {
    let folder = folder();
    let prices = folder.path().join("prices");
    fs::create_dir(&prices).unwrap();
    for name in ["a", "b", "c"] {
        symlink(".", prices.join(name)).unwrap();
    }
    let table = "region,instance_type,purchase,usd_per_hour,upfront_usd,as_of,source,estimated\n\
                 us-east-1,m7g.large,on-demand,0.0700,,2026-01-01,contract,false\n";
    fs::write(prices.join("ec2.csv"), table).unwrap();
    let args = ["compare", "s.csv", "--pricing", "prices", "--set", "instance_type=m7g.large", "--set", "arch=arm64"];
    ends(&command(folder.path(), &args).output().unwrap(), 0, &[]);
}

#[test]
fn a_file_without_permission_to_read_is_named() {
    let folder = folder();
    let path = folder.path();
    fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(path.join("s.csv"), Permissions::from_mode(0o000)).unwrap();
    let mut command = command(path, &["compare", "s.csv"]);
    if fs::read(path.join("s.csv")).is_ok() {
        // A privileged user reads everything: run as nobody.
        command.uid(65_534).gid(65_534);
    }
    match command.output() {
        Ok(output) => ends(&output, 3, &["s.csv: cannot be read: permission denied"]),
        // The program itself may lie where nobody else can run it.
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::PermissionDenied),
    }
}

#[test]
fn a_profile_outside_the_folder_is_not_quoted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("project")).unwrap();
    fs::write(path.join("secret"), "token: hunter2\nhunter3\n").unwrap();
    fs::write(path.join("project/own.csv"), "1\nhunter4\n").unwrap();
    fs::write(path.join("project/s.csv"), TWO).unwrap();
    symlink("../secret", path.join("project/link.csv")).unwrap();
    let absolute = path.join("secret").display().to_string();
    for reference in ["../secret", "link.csv", absolute.as_str()] {
        let output = command(&path.join("project"), &["compare", "s.csv", "--set", &format!("traffic={reference}")]);
        let output = { output }.output().unwrap();
        ends(&output, 3, &["no usable traffic profile", "line 2 is not a weight"]);
        assert!(!text(&output.stderr).contains("hunter"), "{reference}");
    }
    let output = command(&path.join("project"), &["compare", "s.csv", "--set", "traffic=own.csv"]).output().unwrap();
    ends(&output, 3, &["line 2: \"hunter4\" is not a weight"]);
}

/// Feeds a run until it takes no more; gives how many bytes it took, and its end.
fn fed(mut child: Child, piece: &[u8], most: u64) -> (u64, Output) {
    let mut stdin = child.stdin.take().unwrap();
    let mut taken = 0;
    while taken < most && stdin.write_all(piece).is_ok() {
        taken += piece.len() as u64;
    }
    drop(stdin);
    (taken, child.wait_with_output().unwrap())
}

#[test]
fn a_line_of_ten_gigabytes_is_refused_before_it_is_read() {
    let folder = folder();
    let heads = ["", "name,requests_per_month,duration_ms,memory_mb\nA,5M,120,1024\n", "name,\"", "#", "\n\n"];
    for (at, head) in heads.into_iter().enumerate() {
        for args in [&["compare", "-"][..], &["compare", "-", "--format", "csv", "--jobs", "2"], &["breakeven", "-"]] {
            // 400 MB of address space, of which threads' stacks and the program itself take a part.
            let mut limited = Command::new("sh");
            limited.args(["-c", "ulimit -v 400000; exec \"$0\" \"$@\"", BINARY]).args(args).current_dir(folder.path());
            limited.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut child = limited.spawn().unwrap();
            child.stdin.as_mut().unwrap().write_all(head.as_bytes()).unwrap();
            let (taken, output) = fed(child, &vec![b'x'; 1 << 20], 10 << 30);
            ends(&output, 3, &["standard input:", "1 problem in standard input"]);
            assert!(taken < 16 << 20, "{at} {args:?}: {taken} bytes were taken");
            assert!(output.stdout.is_empty());
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nul_bytes_without_end_are_refused_before_they_are_read() {
    let folder = folder();
    for head in ["", "name,requests_per_month,duration_ms,memory_mb\nA,5M,120,1024\n", "#", "\n\n"] {
        for args in [&["compare", "-"][..], &["compare", "-", "--format", "csv", "--jobs", "2"]] {
            let mut endless = command(folder.path(), args);
            endless.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut child = endless.spawn().unwrap();
            child.stdin.as_mut().unwrap().write_all(head.as_bytes()).unwrap();
            let (taken, output) = fed(child, &vec![0; 1 << 20], 1 << 30);
            ends(&output, 3, &["in standard input"]);
            assert!(taken < 16 << 20, "{head:?} {args:?}: {taken} bytes were taken");
        }
    }
    ends(&command(folder.path(), &["compare", "/dev/zero"]).output().unwrap(), 3, &["a row has more than 1 MiB"]);
}

// Interruptions --------------------------------------------------------------------------------------------------

/// Waits until something is so.
fn wait_until(so: impl Fn() -> bool) {
    let start = Instant::now();
    while !so() {
        assert!(start.elapsed() < Duration::from_secs(60), "it never came to that");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn an_interrupted_run_leaves_the_old_file_and_nothing_else() {
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1), ("QUIT", 3)] {
        // Where this test runs under nohup or behind a shell's `&`, what it starts ignores the signal as well.
        if ignores(number) {
            continue;
        }
        for format in ["csv", "table"] {
            let folder = folder();
            let path = folder.path();
            fs::write(path.join("out.csv"), "old").unwrap();
            let mut command = command(path, &["compare", "-", "--format", format, "--export", "out.csv"]);
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut child = command.spawn().unwrap();
            child.stdin.as_mut().unwrap().write_all(rows(20_000).as_bytes()).unwrap();
            wait_until(|| files(path).len() == 3);
            let kill = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
            assert!(kill.success());
            // Standard input stays open: only the signal ends the run.
            let status = child.wait().unwrap();
            assert_eq!(status.signal(), Some(number), "{format}: {status}");
            assert_eq!(files(path), ["out.csv", "s.csv"], "{signal} {format}");
            assert_eq!(fs::read_to_string(path.join("out.csv")).unwrap(), "old");
            let output = child.wait_with_output().unwrap();
            assert!(output.stdout.is_empty() && output.stderr.is_empty());
        }
    }
}

#[test]
fn an_interrupted_run_removes_its_new_folder_only_where_nothing_else_is_in_it() {
    for others in [&[][..], &["notes.txt"]] {
        let folder = folder();
        let path = folder.path();
        fs::write(path.join("large.csv"), rows(20)).unwrap();
        let charts = path.join("new/charts");
        let mut command = command(path, &["chart", "large.csv", "--all", "new/charts"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        wait_until(|| charts.exists() && !files(&charts).is_empty());
        for name in others {
            fs::write(charts.join(name), "mine").unwrap();
        }
        let kill = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
        assert!(kill.success());
        assert_eq!(child.wait().unwrap().signal(), Some(15));
        assert_eq!(path.join("new").exists(), !others.is_empty());
        if charts.exists() {
            assert_eq!(files(&charts), others);
        }
    }
}

/// A price list of one type in many regions, of each of which a book has a file.
fn list_of_many_files() -> String {
    let answer = |at: usize| {
        let price = r#"{"beginRange":"0","endRange":"Inf","unit":"Hrs","pricePerUnit":{"USD":"0.1"}}"#;
        format!(
            r#"{{"product":{{"productFamily":"Compute Instance","sku":"SKU{at}","attributes":{{"servicecode":"AmazonEC2",
            "regionCode":"xx-test-{at}","locationType":"AWS Region","instanceType":"m5.large","operation":"RunInstances",
            "usagetype":"BoxUsage:m5.large","vcpu":"2","memory":"8 GiB","physicalProcessor":"Intel","tenancy":"Shared",
            "operatingSystem":"Linux","capacitystatus":"Used","preInstalledSw":"NA"}}}},"serviceCode":"AmazonEC2",
            "version":"20261114000000","publicationDate":"2026-11-14T00:00:00Z","terms":{{"OnDemand":{{"SKU{at}.T":{{
            "sku":"SKU{at}","offerTermCode":"T","effectiveDate":"2026-10-01T00:00:00Z",
            "priceDimensions":{{"SKU{at}.T.P":{price}}},"termAttributes":{{}}}}}}}}}}"#
        )
    };
    (0..300).map(answer).collect()
}

#[test]
fn an_interrupted_import_leaves_nothing_beside_the_book() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("list.json"), list_of_many_files()).unwrap();
    ends(&command(path, &["prices", "import", "list.json", "-o", "book"]).output().unwrap(), 0, &[]);
    for (at, (signal, number)) in
        [("INT", 2), ("TERM", 15), ("HUP", 1), ("QUIT", 3)].into_iter().cycle().enumerate().take(12)
    {
        if ignores(number) {
            continue;
        }
        // A book in the place of another one, and one in a folder that is not there yet.
        let (target, parent) = if at % 2 == 0 { ("book", path.to_path_buf()) } else { ("new/book", path.join("new")) };
        let _ = fs::remove_dir_all(path.join("new"));
        let mut command = command(path, &["prices", "import", "list.json", "-o", target, "--replace"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let is_under_way = || {
            let entries = fs::read_dir(&parent).into_iter().flatten().flatten();
            entries
                .map(|entry| entry.path().join("new/ec2"))
                .any(|folder| folder.exists() && !files(&folder).is_empty())
        };
        while !is_under_way() && child.try_wait().unwrap().is_none() {}
        let kill = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
        assert!(kill.success());
        child.wait().unwrap();
        assert!(path.join("book/book.csv").exists(), "{signal}");
        // Where the whole book was there before the signal counted, that is what is there.
        let mut left = files(path);
        if path.join("new").exists() {
            assert_eq!(files(&path.join("new")), ["book"], "{signal}");
            left.retain(|name| name != "new");
        }
        assert_eq!(left, ["book", "list.json", "s.csv"], "{signal}");
    }
}

/// Whether this process was started so that it ignores a signal.
fn ignores(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap_or_default();
    u64::from_str_radix(mask.trim(), 16).is_ok_and(|mask| mask >> (signal - 1) & 1 == 1)
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_was_started_to_ignore_a_signal_goes_on() {
    for signal in ["HUP", "INT", "TERM"] {
        let folder = folder();
        let path = folder.path();
        let script = format!("trap '' {signal}; exec \"$COSTCALC\" compare - --export out.csv > /dev/null");
        let mut command = Command::new("sh");
        command.args(["-c", &script]).env("COSTCALC", BINARY).current_dir(path);
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.as_mut().unwrap().write_all(rows(10).as_bytes()).unwrap();
        wait_until(|| files(path).len() == 2);
        let kill = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
        assert!(kill.success());
        drop(child.stdin.take());
        let status = child.wait().unwrap();
        assert!(status.success(), "{signal}: {status}");
        assert_eq!(files(path), ["out.csv", "s.csv"]);
    }
}

// Streams --------------------------------------------------------------------------------------------------------

/// Runs with a standard error whose reader is gone.
fn unheard(folder: &Path, args: &[&str]) -> Output {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    command(folder, args).stdin(Stdio::null()).stderr(writer).output().unwrap()
}

#[test]
fn what_nobody_hears_changes_neither_results_nor_how_a_run_ends() {
    let folder = folder();
    let path = folder.path();
    assert_eq!(unheard(path, &["compare", "s.csv", "--fail-if", "lambda_usd > 0"]).status.code(), Some(5));
    assert_eq!(unheard(path, &["compare", "gone.csv"]).status.code(), Some(3));
    assert_eq!(unheard(path, &["compare", "s.csv", "--quiet"]).status.code(), Some(2));
    // A note before the work: a month of 100 hours.
    for question in [
        &["compare", "s.csv", "--hours-per-month", "100"][..],
        &["compare", "s.csv", "--hours-per-month", "100", "--format", "csv"],
        &["sensitivity", "s.csv", "--hours-per-month", "100"],
        &["sweep", "s.csv", "--hours-per-month", "100", "--vary", "duration_ms=100,200"],
    ] {
        let heard = command(path, question).output().unwrap();
        ends(&heard, 0, &["warning: --hours-per-month 100"]);
        let args = [question, &["--export", "out.csv"]].concat();
        let unheard = unheard(path, &args);
        assert_eq!(unheard.status.code(), Some(0), "{question:?}");
        assert!(!heard.stdout.is_empty() && unheard.stdout == heard.stdout, "{question:?}");
        fs::remove_file(path.join("out.csv")).unwrap();
    }
}

// Places ---------------------------------------------------------------------------------------------------------

/// Every question, in a folder with `s.csv`.
const QUESTIONS: [&[&str]; 7] = [
    &["compare", "s.csv"],
    &["compare", "s.csv", "--format", "json"],
    &["breakeven", "s.csv"],
    &["sensitivity", "s.csv", "--format", "csv"],
    &["sweep", "s.csv", "--vary", "memory_mb=128..512", "--steps", "4"],
    &["prices", "show", "us-east-1"],
    &["prices", "find", "--vcpu", "4", "--region", "us-east-1", "--top", "3"],
];

#[test]
fn a_home_that_is_gone_locked_or_no_folder_changes_nothing() {
    let folder = folder();
    let path = folder.path();
    let locked = path.join("locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, Permissions::from_mode(0o500)).unwrap();
    for args in QUESTIONS {
        let expected = command(path, args).output().unwrap();
        ends(&expected, 0, &[]);
        for home in [locked.as_path(), Path::new("/dev/null"), Path::new("/nonexistent/home"), Path::new("")] {
            let mut moved = command(path, args);
            moved.env("HOME", home).env("XDG_DATA_HOME", home).env("XDG_CONFIG_HOME", home).env("XDG_CACHE_HOME", home);
            assert_eq!(moved.output().unwrap(), expected, "{args:?} {}", home.display());
        }
        let mut elsewhere = command(path, args);
        elsewhere.env("LC_ALL", "tr_TR.UTF-8").env("TZ", "Pacific/Kiritimati").env("LANGUAGE", "de:ko");
        assert_eq!(elsewhere.output().unwrap(), expected, "{args:?}");
    }
    assert_eq!(files(&locked).len(), 0);
    assert_eq!(files(path), ["locked", "s.csv"]);
}

#[test]
fn another_user_gets_the_same() {
    let folder = folder();
    let path = folder.path();
    fs::set_permissions(path, Permissions::from_mode(0o555)).unwrap();
    for args in QUESTIONS {
        let expected = command(path, args).output().unwrap();
        match command(path, args).uid(65_534).gid(65_534).output() {
            Ok(output) => assert_eq!(output, expected, "{args:?}"),
            // Only root may become somebody else, and the program may lie where nobody else can run it.
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::PermissionDenied),
        }
    }
}

#[test]
fn no_question_touches_the_network() {
    let folder = folder();
    let path = folder.path();
    let is_cut = |args: &[&str]| Command::new("unshare").args(["-rn"]).args(args).current_dir(path).output();
    // Where a network can be taken away from a process, it is; else proxies that do not exist stand in its place.
    let can_cut = is_cut(&["true"]).is_ok_and(|output| output.status.success());
    for args in QUESTIONS {
        let expected = command(path, args).output().unwrap();
        let mut proxied = command(path, args);
        for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
            proxied.env(name, "http://127.0.0.1:9");
        }
        assert_eq!(proxied.output().unwrap(), expected, "{args:?}");
        if can_cut {
            let all: Vec<&str> =
                ["env", "SOURCE_DATE_EPOCH=1795478400", BINARY].into_iter().chain(args.iter().copied()).collect();
            assert_eq!(is_cut(&all).unwrap(), expected, "{args:?}");
        }
    }
}

/// What the program writes to a terminal of so many cells, as `script` plays one.
#[cfg(target_os = "linux")]
fn on_terminal(folder: &Path, columns: &str, args: &[&str]) -> Output {
    let quoted: Vec<String> = args.iter().map(|arg| format!("'{arg}'")).collect();
    let mut script = Command::new("script");
    script.current_dir(folder).args(["-qec", &format!("'{BINARY}' {}", quoted.join(" ")), "/dev/null"]);
    script.stdin(Stdio::null()).env("COLUMNS", columns).env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1795478400");
    script.output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn every_width_shows_every_workload() {
    let folder = folder();
    for args in QUESTIONS {
        let plain = command(folder.path(), args).output().unwrap();
        for columns in ["40", "60", "120", "400"] {
            let output = on_terminal(folder.path(), columns, args);
            ends(&output, 0, &[]);
            let shown = text(&output.stdout);
            let named = |name: &str| !text(&plain.stdout).contains(name) || shown.contains(name);
            assert!(named("Checkout") && named("Reports"), "{args:?} {columns}: {shown}");
        }
    }
}

// Many rows ------------------------------------------------------------------------------------------------------

#[cfg(target_os = "linux")]
#[test]
fn a_table_of_many_rows_shows_the_first_thousand_and_counts_the_rest() {
    let folder = folder();
    fs::write(folder.path().join("many.csv"), rows(3_000)).unwrap();
    for (format, prefix) in [("table", "Workload "), ("markdown", "| Workload ")] {
        let run = |args: &[&str]| {
            let all = ["compare", "many.csv", "--format", format].into_iter().chain(args.iter().copied());
            // Wide enough for every name.
            let output = on_terminal(folder.path(), "120", &all.collect::<Vec<&str>>());
            ends(&output, 0, &[]);
            text(&output.stdout)
        };
        // The heading begins like a row, and has no number behind it.
        let names = |text: &str| -> Vec<usize> {
            let lines = text.lines().filter_map(|line| line.strip_prefix(prefix));
            lines.filter_map(|line| line.split_whitespace().next()?.parse().ok()).collect()
        };
        let cut = run(&[]);
        let shown = names(&cut);
        assert_eq!(shown.len(), 1_000);
        assert!(cut.contains("2,000 more workloads are not shown"), "{format}");
        assert_eq!(names(&run(&["--top", "1000"])), shown);
        // Two instances of m7g.large cost the same for all: each request more on Lambda brings the sides nearer or further.
        assert!(shown == (0..1_000).collect::<Vec<_>>() || shown == (2_000..3_000).rev().collect::<Vec<_>>());
        let all = run(&["--top", "5000", "--sort", "name"]);
        assert_eq!(names(&all).len(), 3_000);
        assert!(!all.contains("not shown"));
        let first: Vec<usize> = names(&run(&["--sort", "requests_per_month:asc"]));
        assert_eq!(first, (0..1_000).collect::<Vec<_>>());
    }
    // Files for programs hold every row, whatever is shown beside them.
    let args = ["compare", "many.csv", "--export", "out.csv"];
    ends(&command(folder.path(), &args).output().unwrap(), 0, &[]);
    assert_eq!(fs::read_to_string(folder.path().join("out.csv")).unwrap().lines().count(), 3_001);
}
