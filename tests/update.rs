//! `costcalc prices update` against a server of its own: good, slow, cut, wrong, endless, elsewhere.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod import_support;

use import_support::fixture;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::collections::HashMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

/// How the server answers a path.
#[derive(Clone)]
enum Answer {
    /// All of it; ranges are given.
    Whole(String),
    /// The first bytes of it, then the connection ends.
    Cut(String, usize),
    /// A status and one header line.
    Status(&'static str, String),
    /// More and more, in chunks.
    Endless,
    /// Nothing, for longer than anyone waits.
    Silent,
    /// A range that was not asked for.
    WrongRange(String),
    /// All of it, in pieces with pauses between them.
    Slow(String),
    /// The first bytes of it, then silence.
    Stalled(String, usize),
    /// All of it, with a size that is too small.
    Short(String, usize),
    /// That it ends where the range begins.
    NothingMore(usize),
}

/// A server on the loopback interface.
struct Server {
    address: String,
    answers: Arc<Mutex<HashMap<String, Answer>>>,
    /// Each request's path and range.
    asked: Arc<Mutex<Vec<(String, String)>>>,
}

impl Server {
    fn start() -> Server {
        Server::of(None)
    }

    /// A server with HTTPS, whose certificate `tests/data/tls/ca.pem` vouches for.
    fn secure() -> Server {
        let pem = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tls").join(name);
        let chain = CertificateDer::pem_file_iter(pem("server.pem")).unwrap().map(Result::unwrap).collect();
        let key = PrivateKeyDer::from_pem_file(pem("server.key")).unwrap();
        let provider = Arc::new(rustls_graviola::default_provider());
        let config =
            rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        Server::of(Some(Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap())))
    }

    fn of(tls: Option<Arc<rustls::ServerConfig>>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let server = Server { address, answers: Arc::default(), asked: Arc::default() };
        let (answers, asked) = (server.answers.clone(), server.asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answers, asked, tls) = (answers.clone(), asked.clone(), tls.clone());
                // A client that hangs up is no fault of the server's.
                std::thread::spawn(move || match tls {
                    None => serve(stream, &answers, &asked).unwrap_or_default(),
                    Some(config) => {
                        let connection = rustls::ServerConnection::new(config).unwrap();
                        let mut stream = rustls::StreamOwned::new(connection, stream);
                        serve(&mut stream, &answers, &asked).unwrap_or_default();
                        stream.conn.send_close_notify();
                        stream.flush().unwrap_or_default();
                    }
                });
            }
        });
        server
    }

    fn set(&self, path: &str, answer: Answer) {
        self.answers.lock().unwrap().insert(path.to_owned(), answer);
    }

    fn asked(&self, path: &str) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|(known, _)| known == path).map(|(_, range)| range.clone()).collect()
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

fn serve(
    mut stream: impl Read + Write,
    answers: &Mutex<HashMap<String, Answer>>,
    asked: &Mutex<Vec<(String, String)>>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(&mut stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut range = String::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        if header.trim().is_empty() {
            break;
        }
        if let Some(value) = header.to_ascii_lowercase().strip_prefix("range: ") {
            range = value.trim().to_owned();
        }
    }
    asked.lock().unwrap().push((path.clone(), range.clone()));
    let answer = answers.lock().unwrap().get(&path).cloned();
    match answer.unwrap_or_else(|| Answer::Status("404 Not Found", "X: y".to_owned())) {
        Answer::Whole(text) => {
            let from: usize =
                range.strip_prefix("bytes=").and_then(|range| range.strip_suffix('-')?.parse().ok()).unwrap_or(0);
            let rest = &text[from..];
            let (status, span) = if from > 0 {
                ("206 Partial Content", format!("Content-Range: bytes {from}-{}/{}\r\n", text.len() - 1, text.len()))
            } else {
                ("200 OK", String::new())
            };
            write!(
                stream,
                "HTTP/1.1 {status}\r\n{span}Content-Length: {}\r\nConnection: close\r\n\r\n{rest}",
                rest.len()
            )
        }
        Answer::Cut(text, bytes) => {
            let (size, part) = (text.len(), &text[..bytes]);
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n{part}")
        }
        Answer::Status(status, header) => {
            write!(stream, "HTTP/1.1 {status}\r\n{header}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        }
        Answer::Endless => {
            write!(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
            let block = "a".repeat(1 << 20);
            loop {
                write!(stream, "100000\r\n{block}\r\n")?;
            }
        }
        Answer::Silent => {
            // Until the client has had enough.
            stream.read(&mut [0]).map(drop)
        }
        Answer::Slow(text) => {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", text.len())?;
            for piece in text.as_bytes().chunks(text.len() / 4) {
                std::thread::sleep(Duration::from_millis(700));
                stream.write_all(piece)?;
                stream.flush()?;
            }
            Ok(())
        }
        Answer::Stalled(text, bytes) => {
            let (size, part) = (text.len(), &text[..bytes]);
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n{part}")?;
            stream.flush()?;
            stream.read(&mut [0]).map(drop)
        }
        Answer::Short(text, bytes) => {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {bytes}\r\nConnection: close\r\n\r\n{text}")
        }
        Answer::NothingMore(size) => {
            let status = "416 Range Not Satisfiable";
            write!(
                stream,
                "HTTP/1.1 {status}\r\nContent-Range: bytes */{size}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        }
        Answer::WrongRange(text) => write!(
            stream,
            "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-9/{}\r\nContent-Length: 10\r\nConnection: close\r\n\r\n{}",
            text.len(),
            &text[..10]
        ),
    }
}

const LIST: &str = "/offers/v1.0/aws/AmazonEC2/20261110120000/eu-west-1/index.json";
/// What is told of a server that says nothing.
const SILENT: &str = "the server was silent for longer than --timeout-s allows";
const INDEX: &str = "/offers/v1.0/aws/AmazonEC2/current/region_index.json";

fn index(path: &str) -> String {
    format!(
        r#"{{"formatVersion": "v1.0", "regions": {{"eu-west-1": {{"regionCode": "eu-west-1", "currentVersionUrl": "{path}"}}}}}}"#
    )
}

/// A server with the EC2 list of the fixtures, and a home for the user.
fn with_list() -> (Server, TempDir) {
    let server = Server::start();
    server.set(INDEX, Answer::Whole(index(LIST)));
    server.set(LIST, Answer::Whole(fixture("ec2.json")));
    (server, tempfile::tempdir().unwrap())
}

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run(home: &Path, args: &[&str]) -> Run {
    run_with(home, &[], args)
}

/// As [`run`], with these variables.
fn run_with(home: &Path, variables: &[(&str, &str)], args: &[&str]) -> Run {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_costcalc"));
    for name in
        ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"]
    {
        command.env_remove(name);
    }
    command
        .env_remove("SSL_CERT_FILE")
        .env_remove("COLUMNS")
        .env("XDG_DATA_HOME", home)
        .env("SOURCE_DATE_EPOCH", "1795478400");
    if home.join("ca.pem").is_file() {
        command.env("SSL_CERT_FILE", home.join("ca.pem"));
    }
    command.envs(variables.iter().copied());
    let output = command.args(args).timeout(Duration::from_secs(60)).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn update(url: &str, home: &Path, more: &[&str]) -> Run {
    update_with(url, home, &[], more)
}

/// As [`update`], with these variables.
fn update_with(url: &str, home: &Path, variables: &[(&str, &str)], more: &[&str]) -> Run {
    let fixed = ["prices", "update", "--region", "eu-west-1", "--service", "AmazonEC2", "--base-url", url];
    run_with(home, variables, &[&fixed[..], &["--timeout-s", "2"], more].concat())
}

/// Names below the data folder, of books and of downloads.
fn names(home: &Path, folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(home.join("costcalc").join(folder)) else { return Vec::new() };
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_newest_list_becomes_a_book_by_name_and_says_what_changed() {
    let (server, home) = with_list();
    let done = update(&server.url(), home.path(), &[]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("AmazonEC2, published 2026-11-10\n  taken: 13 prices of eu-west-1\n"), "{}", done.out);
    assert!(done.out.contains("Against AWS public prices and billing rules of 2026: "), "{}", done.out);
    assert!(done.err.contains("AmazonEC2 eu-west-1: "), "{}", done.err);
    assert_eq!((names(home.path(), "books"), names(home.path(), "downloads")), (vec!["aws".to_owned()], vec![]));
    let shown = run(home.path(), &["prices", "show", "m99g.large", "--region", "eu-west-1", "--pricing", "aws"]);
    assert!(shown.out.contains("$0.0912"), "{}", shown.out);
    // A second time, with another price: told against the book before.
    server.set(LIST, Answer::Whole(fixture("ec2.json").replace("0.1070000000", "0.1080000000")));
    let again = update(&server.url(), home.path(), &[]);
    assert!(again.out.contains("0 added, 0 gone, 1 up, 0 down\n"), "{}", again.out);
}

#[test]
fn a_damaged_book_is_mended_and_another_folder_is_never_replaced() {
    let (server, home) = with_list();
    let books = home.path().join("costcalc/books");
    fs::create_dir_all(books.join("aws")).unwrap();
    fs::write(books.join("aws/book.csv"), "key,value\n").unwrap();
    let mended = update(&server.url(), home.path(), &[]);
    assert_eq!(mended.code, 0, "{}", mended.err);
    assert!(mended.err.contains("warning: the book before cannot be read: "), "{}", mended.err);
    fs::create_dir_all(books.join("thesis")).unwrap();
    fs::write(books.join("thesis/chapter-1.txt"), "It was").unwrap();
    assert_eq!(update(&server.url(), home.path(), &["--name", "thesis"]).code, 2);
    assert!(books.join("thesis/chapter-1.txt").is_file());
    fs::write(books.join("aws/notes.txt"), "mine").unwrap();
    let refused = update(&server.url(), home.path(), &[]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("has more in it than a book, which would be lost: notes.txt;"), "{}", refused.err);
    assert!(books.join("aws/notes.txt").is_file());
}

#[test]
fn savings_plans_have_an_index_of_another_shape() {
    let (server, home) = (Server::start(), tempfile::tempdir().unwrap());
    let list = "/savingsPlan/v1.0/aws/AWSComputeSavingsPlan/20261113000000/eu-west-1/index.json";
    let index = format!(r#"{{"regions": [{{"regionCode": "eu-west-1", "versionUrl": "{list}"}}]}}"#);
    server.set("/savingsPlan/v1.0/aws/AWSComputeSavingsPlan/current/region_index.json", Answer::Whole(index));
    server.set(list, Answer::Whole(fixture("plans.json")));
    let args = ["prices", "update", "--region", "eu-west-1", "--service", "AWSComputeSavingsPlan", "--name", "plans"];
    let done = run(home.path(), &[&args[..], &["--base-url", &server.url()]].concat());
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(names(home.path(), "books"), ["plans"]);
}

#[test]
fn a_download_goes_on_where_it_broke_off() {
    let (server, home) = with_list();
    let text = fixture("ec2.json");
    server.set(LIST, Answer::Cut(text.clone(), 10_000));
    let cut = update(&server.url(), home.path(), &[]);
    assert_eq!(cut.code, 1);
    assert!(cut.err.contains("the same command goes on from there"), "{}", cut.err);
    assert_eq!(names(home.path(), "books"), Vec::<String>::new());
    assert_eq!(names(home.path(), "downloads"), ["AmazonEC2-eu-west-1-20261110120000.part"]);
    server.set(LIST, Answer::Whole(text));
    let done = update(&server.url(), home.path(), &[]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(server.asked(LIST), ["", "bytes=10000-"]);
}

#[test]
fn what_a_server_may_do_wrong_is_told_and_the_old_book_stays() {
    let (server, home) = with_list();
    assert_eq!(update(&server.url(), home.path(), &[]).code, 0);
    let book = home.path().join("costcalc/books/aws/ec2/eu-west-1.csv");
    let before = fs::read_to_string(&book).unwrap();
    let elsewhere = Answer::Status("302 Found", "Location: http://127.0.0.1:9/list.json".to_owned());
    let gone = Answer::Status("404 Not Found", "X: y".to_owned());
    let broken = Answer::Status("500 Internal Server Error", "X: y".to_owned());
    let faulty = fixture("ec2.json").replace("\"unit\" : \"GB-Mo\"", "\"unit\" : \"TB-Mo\"");
    for (path, answer, wanted) in [
        (LIST, gone.clone(), "404"),
        (LIST, broken.clone(), "500"),
        (LIST, elsewhere.clone(), "leads to http://127.0.0.1:9/list.json"),
        (LIST, Answer::Silent, SILENT),
        (LIST, Answer::Whole(faulty), "TB-Mo"),
        (LIST, Answer::Whole(fixture("ec2.json")[..9_000].to_owned()), "the file is cut"),
        (INDEX, gone, "404"),
        (INDEX, broken, "500"),
        (INDEX, elsewhere, "leads to"),
        (INDEX, Answer::Endless, "does not end"),
        (INDEX, Answer::Silent, SILENT),
        (INDEX, Answer::Whole("<html>".to_owned()), "region_index.json: is no index: a web page came in its place"),
        (INDEX, Answer::Whole("[1".to_owned()), "region_index.json: is no index (it ends before its JSON does): run"),
        (INDEX, Answer::Whole("{}".to_owned()), "no list of region"),
        (INDEX, Answer::Whole(index("//elsewhere.example/20261110120000/x.json")), "is no path"),
        (INDEX, Answer::Whole(index("/offers/../../20261110120000/x.json")), "is no path"),
        (INDEX, Answer::Whole(index("/offers/current/index.json")), "no version"),
    ] {
        server.set(INDEX, Answer::Whole(index(LIST)));
        server.set(path, answer);
        let failed = update(&server.url(), home.path(), &[]);
        // Silence is the network's, all else the answer's.
        let code = if wanted == SILENT { 1 } else { 3 };
        assert_eq!(failed.code, code, "{wanted}: {}", failed.err);
        assert!(failed.err.contains(wanted), "{wanted}: {}", failed.err);
        assert_eq!(fs::read_to_string(&book).unwrap(), before, "{wanted}");
        // A list that was read and refused for its content stays; it is not the next case's.
        let stays = path == LIST && wanted == "TB-Mo";
        assert_eq!(names(home.path(), "downloads").len(), usize::from(stays), "{wanted}");
        let _ = fs::remove_dir_all(home.path().join("costcalc/downloads"));
    }
    assert_eq!(names(home.path(), "books"), ["aws"]);
}

#[test]
fn the_list_of_another_region_is_refused_and_nothing_of_it_stays() {
    let (server, home) = (Server::start(), tempfile::tempdir().unwrap());
    // The index names us-east-1; what lies at its address is the list of eu-west-1 alone, then one with us-east-1 as well.
    server.set(INDEX, Answer::Whole(index(LIST).replace("eu-west-1\": {", "us-east-1\": {")));
    let both = fixture("ec2.json").replacen("\"eu-west-1\"", "\"us-east-1\"", 1);
    let args = ["prices", "update", "--region", "us-east-1", "--service", "AmazonEC2", "--base-url", &server.url()];
    for (list, held) in [(fixture("ec2.json"), "eu-west-1"), (both, "eu-west-1, us-east-1")] {
        server.set(LIST, Answer::Whole(list));
        let failed = run(home.path(), &args);
        assert_eq!(failed.code, 3, "{}", failed.err);
        let told = format!(
            "error: AmazonEC2-us-east-1-20261110120000.json: AmazonEC2 of us-east-1 was asked for from {}{LIST}, and the list \
             holds prices of {held}; the server, a proxy or its index gives another list: try again later, or another address \
             with --base-url\n",
            server.url()
        );
        assert!(failed.err.contains(&told), "{}", failed.err);
        assert_eq!(names(home.path(), "downloads"), Vec::<String>::new());
        assert_eq!(names(home.path(), "books"), Vec::<String>::new());
    }
    // One that lies there from before is not taken either.
    let kept = home.path().join("costcalc/downloads/AmazonEC2-us-east-1-20261110120000.json");
    fs::write(&kept, fixture("ec2.json")).unwrap();
    let offline = run(home.path(), &[&args[..], &["--offline"]].concat());
    assert_eq!(offline.code, 3, "{}", offline.err);
    assert!(offline.err.contains("holds prices of eu-west-1; fetch it anew, without --offline\n"), "{}", offline.err);
    assert_eq!(names(home.path(), "books"), Vec::<String>::new());
}

#[test]
fn a_range_that_was_not_asked_for_is_refused() {
    let (server, home) = with_list();
    server.set(LIST, Answer::Cut(fixture("ec2.json"), 500));
    assert_eq!(update(&server.url(), home.path(), &[]).code, 1);
    server.set(LIST, Answer::WrongRange(fixture("ec2.json")));
    let wrong = update(&server.url(), home.path(), &[]);
    assert_eq!(wrong.code, 3);
    assert!(wrong.err.contains("byte 500 and on was asked for"), "{}", wrong.err);
}

#[test]
fn a_server_without_encryption_behind_https_is_refused() {
    let (server, home) = with_list();
    let secure = server.url().replace("http://", "https://");
    let failed = update(&secure, home.path(), &[]);
    assert_eq!(failed.code, 1, "{}", failed.err);
    assert!(failed.err.starts_with(&format!("error: {secure}{INDEX}: ")), "{}", failed.err);
    assert!(
        failed.err.ends_with("; check the network and the proxy, then run the same command again\n"),
        "{}",
        failed.err
    );
    assert_eq!(server.asked(LIST), Vec::<String>::new());
}

#[test]
fn https_works_with_a_known_authority_and_not_with_an_unknown_one() {
    let (server, home) = (Server::secure(), tempfile::tempdir().unwrap());
    server.set(INDEX, Answer::Whole(index(LIST)));
    server.set(LIST, Answer::Whole(fixture("ec2.json")));
    let secure = server.url().replace("http://", "https://");
    let unknown = update(&secure, home.path(), &[]);
    assert_eq!(unknown.code, 1, "{}", unknown.err);
    assert!(unknown.err.contains("of an authority that is not known here (SSL_CERT_FILE"), "{}", unknown.err);
    assert_eq!(server.asked(INDEX), Vec::<String>::new());
    let ca = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tls/ca.pem");
    fs::copy(ca, home.path().join("ca.pem")).unwrap();
    let known = update(&secure, home.path(), &[]);
    assert_eq!(known.code, 0, "{}", known.err);
    assert_eq!(names(home.path(), "books"), ["aws"]);
    // The certificate is of another name.
    let other = secure.replace("127.0.0.1", "localhost");
    let wrong = update(&other, home.path(), &[]);
    assert!(wrong.code == 1 && wrong.err.contains("its certificate is of another name"), "{}", wrong.err);
    fs::write(home.path().join("ca.pem"), "no certificate").unwrap();
    assert_eq!(update(&secure, home.path(), &[]).code, 2);
}

#[test]
fn a_connection_that_nothing_takes_is_no_bad_input() {
    let home = tempfile::tempdir().unwrap();
    // Port 9 is discard's, which nothing serves.
    let failed = update("http://127.0.0.1:9", home.path(), &[]);
    assert_eq!(failed.code, 1, "{}", failed.err);
    assert!(
        failed.err.starts_with(&format!("error: http://127.0.0.1:9{INDEX}: the connection was refused")),
        "{}",
        failed.err
    );
}

#[test]
fn offline_uses_what_was_kept_and_never_asks() {
    let (server, home) = with_list();
    let nothing = update(&server.url(), home.path(), &["--offline"]);
    assert_eq!(nothing.code, 3);
    assert!(nothing.err.contains("was not fetched"), "{}", nothing.err);
    assert_eq!(server.asked(INDEX), Vec::<String>::new());
    assert_eq!(update(&server.url(), home.path(), &["--keep"]).code, 0);
    let offline = update(&server.url(), home.path(), &["--offline", "--name", "again"]);
    assert_eq!(offline.code, 0, "{}", offline.err);
    assert_eq!(server.asked(INDEX).len(), 1);
    assert_eq!(names(home.path(), "books"), ["again", "aws"]);
}

#[test]
fn wrong_usage_is_told_before_anything_is_asked() {
    let (server, home) = with_list();
    for more in [&["--name", "2026"][..], &["--name", "../x"], &["--service", "AmazonEC3"], &["--region", "../x"]] {
        let failed = update(&server.url(), home.path(), more);
        assert_eq!(failed.code, 2, "{more:?}: {}", failed.err);
    }
    assert_eq!(update("ftp://example", home.path(), &[]).code, 2);
    assert_eq!(server.asked(INDEX), Vec::<String>::new());
}

#[test]
fn a_list_that_came_damaged_is_fetched_again() {
    let (server, home) = with_list();
    let text = fixture("ec2.json");
    for answer in [Answer::Short(text.clone(), 9_000), Answer::Whole(text.replace("\"terms\" : {", "\"terms\" : ["))] {
        server.set(LIST, answer);
        let damaged = update(&server.url(), home.path(), &[]);
        assert_eq!(damaged.code, 3, "{}", damaged.err);
        assert!(
            damaged.err.contains("or not the one asked for was removed and will be fetched again"),
            "{}",
            damaged.err
        );
        assert_eq!(names(home.path(), "downloads"), Vec::<String>::new());
        assert_eq!(names(home.path(), "books"), Vec::<String>::new());
    }
    server.set(LIST, Answer::Whole(text));
    assert_eq!(update(&server.url(), home.path(), &[]).code, 0);
}

#[test]
fn a_list_that_is_refused_for_its_content_is_not_fetched_again() {
    let (server, home) = with_list();
    // A SKU that nothing is said of.
    server.set(
        LIST,
        Answer::Whole(fixture("ec2.json").replacen(
            "\"LNXM99LARGE00001\" : {\n        \"LNX",
            "\"LNXM99NOWHERE001\" : {\n        \"LNX",
            1,
        )),
    );
    let refused = update(&server.url(), home.path(), &[]);
    assert_eq!(refused.code, 3, "{}", refused.err);
    assert!(refused.err.contains("m99g.large") && refused.err.contains("--leave-out-unpriced"), "{}", refused.err);
    assert!(refused.err.contains("what was fetched stays for the next run"), "{}", refused.err);
    let done = update(&server.url(), home.path(), &["--leave-out-unpriced"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(server.asked(LIST).len(), 1);
}

#[test]
fn a_refused_list_is_named_with_the_command_that_lets_it_be_fetched_anew() {
    let (server, home) = with_list();
    let text = fixture("ec2.json");
    server.set(LIST, Answer::Whole(text.replace("0.1070000000", "0.0000000000")));
    let file = home.path().join("costcalc/downloads/AmazonEC2-eu-west-1-20261110120000.json");
    let help = format!(
        "help: AmazonEC2-eu-west-1-20261110120000.json is not fetched again while it lies there: to fetch it anew, `rm {}`",
        file.display()
    );
    for (more, end) in [(&[][..], ""), (&["--offline"], ", and run this without --offline")] {
        let refused = update(&server.url(), home.path(), more);
        assert_eq!(refused.code, 3, "{}", refused.err);
        assert!(refused.err.contains("0 USD an hour is no price"), "{}", refused.err);
        assert!(refused.err.ends_with(&format!("\n{help}{end}\nNothing was written.\n")), "{}", refused.err);
        assert!(!refused.err.contains("costcalc prices update"), "{}", refused.err);
    }
    server.set(LIST, Answer::Whole(text));
    assert_eq!(update(&server.url(), home.path(), &[]).code, 3);
    fs::remove_file(file).unwrap();
    let done = update(&server.url(), home.path(), &[]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(server.asked(LIST).len(), 2);
}

#[test]
fn a_region_or_a_list_that_is_named_twice_counts_once() {
    let (server, home) = with_list();
    let twice = ["--region", "eu-west-1", "--service", "AmazonEC2"];
    let done = update(&server.url(), home.path(), &twice);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(done.out.matches("taken: 13 prices of eu-west-1\n").count(), 1, "{}", done.out);
    assert_eq!((server.asked(INDEX).len(), server.asked(LIST).len()), (1, 1));
    let sources = fs::read_to_string(home.path().join("costcalc/books/aws/sources.csv")).unwrap();
    assert!(sources.contains(",\"AmazonEC2-eu-west-1-20261110120000.json, SHA-256 "), "{sources}");
}

#[test]
fn a_slow_server_is_waited_for_and_a_silent_one_is_not() {
    let (server, home) = with_list();
    let text = fixture("ec2.json");
    server.set(LIST, Answer::Stalled(text.clone(), 12_000));
    let stalled = update(&server.url(), home.path(), &[]);
    assert_eq!(stalled.code, 1);
    assert!(stalled.err.contains(SILENT) && stalled.err.contains("goes on from there"), "{}", stalled.err);
    let part = home.path().join("costcalc/downloads/AmazonEC2-eu-west-1-20261110120000.part");
    assert_eq!(fs::metadata(part).unwrap().len(), 12_000);
    // Four pieces 0.7 s apart take longer than the 2 s of silence that are allowed. This server knows no ranges.
    server.set(LIST, Answer::Slow(text));
    let done = update(&server.url(), home.path(), &[]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(server.asked(LIST), ["", "bytes=12000-"]);
}

#[test]
fn a_list_without_end_is_refused_and_nothing_of_it_stays() {
    let (server, home) = with_list();
    assert_eq!(update(&server.url(), home.path(), &[]).code, 0);
    let book = home.path().join("costcalc/books/aws/ec2/eu-west-1.csv");
    let before = fs::read_to_string(&book).unwrap();
    let claimed = Answer::Stalled("a".repeat(2_000_000), 10);
    for (answer, wanted) in [(Answer::Endless, "has no end"), (claimed, "has 2000000 bytes")] {
        server.set(LIST, answer);
        let failed = update(&server.url(), home.path(), &["--max-mb", "1"]);
        assert_eq!(failed.code, 3, "{}", failed.err);
        assert!(failed.err.contains(wanted) && failed.err.contains("more than 1 MB"), "{}", failed.err);
        assert_eq!(names(home.path(), "downloads"), Vec::<String>::new());
        assert_eq!(fs::read_to_string(&book).unwrap(), before);
    }
}

#[test]
fn a_part_that_is_whole_already_is_not_fetched_again() {
    let (server, home) = with_list();
    let (text, downloads) = (fixture("ec2.json"), home.path().join("costcalc/downloads"));
    fs::create_dir_all(&downloads).unwrap();
    fs::write(downloads.join("AmazonEC2-eu-west-1-20261110120000.part"), &text).unwrap();
    server.set(LIST, Answer::NothingMore(text.len()));
    let done = update(&server.url(), home.path(), &[]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(server.asked(LIST), [format!("bytes={}-", text.len())]);
}

#[test]
fn without_a_region_the_books_own_are_updated() {
    let (server, home) = with_list();
    let args = ["prices", "update", "--service", "AmazonEC2", "--base-url", &server.url()];
    let first = run(home.path(), &args);
    // The index has eu-west-1 only: a scenario without a region is of us-east-1.
    assert_eq!(first.code, 3);
    assert!(first.err.contains("no list of region \"us-east-1\""), "{}", first.err);
    assert_eq!(update(&server.url(), home.path(), &[]).code, 0);
    let again = run(home.path(), &args);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.out.contains("0 added, 0 gone, 0 up, 0 down"), "{}", again.out);
}

/// A proxy that leads every host to one server; gives its address and the hosts that were asked for.
fn proxy_to(server: &str) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://user:se%3Acret@{}", listener.local_addr().unwrap());
    let (asked, server) = (Arc::<Mutex<Vec<String>>>::default(), server.to_owned());
    let known = asked.clone();
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let (known, server) = (known.clone(), server.clone());
            std::thread::spawn(move || -> std::io::Result<()> {
                let mut head = String::new();
                let mut byte = [0];
                while !head.ends_with("\r\n\r\n") && client.read(&mut byte)? == 1 {
                    head.push(char::from(byte[0]));
                }
                known.lock().unwrap().push(head);
                client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
                let mut server = std::net::TcpStream::connect(server)?;
                let (mut from_client, mut to_server) = (client.try_clone()?, server.try_clone()?);
                std::thread::spawn(move || std::io::copy(&mut from_client, &mut to_server));
                std::io::copy(&mut server, &mut client)?;
                client.shutdown(std::net::Shutdown::Both)
            });
        }
    });
    (address, asked)
}

#[test]
fn proxies_of_the_environment_are_used_by_scheme_and_not_for_excepted_hosts() {
    let (server, home) = with_list();
    let (proxy, asked) = proxy_to(&server.address);
    // A host that nobody knows: only the proxy can lead there.
    let through = |variables: &[(&str, &str)]| update_with("http://prices.invalid", home.path(), variables, &[]);
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY"] {
        let done = through(&[(name, &proxy)]);
        assert_eq!(done.code, 0, "{name}: {}", done.err);
    }
    let heads = std::mem::take(&mut *asked.lock().unwrap());
    assert!(heads.len() >= 3 && heads.iter().all(|head| head.starts_with("CONNECT prices.invalid:80 ")), "{heads:?}");
    // `user:se:cret` in Base64.
    assert!(heads.iter().all(|head| head.to_ascii_lowercase().contains("proxy-authorization: basic dxnlcjpzztpjcmv0")));
    for variables in
        [&[("HTTPS_PROXY", proxy.as_str())][..], &[("HTTP_PROXY", &proxy), ("NO_PROXY", "example.org, .invalid")]]
    {
        let alone = through(variables);
        assert!(alone.code == 1 && alone.err.contains("no host of that name is known here; check"), "{}", alone.err);
    }
    assert_eq!(asked.lock().unwrap().len(), 0);
    for wrong in ["socks5://127.0.0.1:9", "http://user:secret@", "://"] {
        let failed = through(&[("HTTP_PROXY", wrong)]);
        assert_eq!(failed.code, 2, "{wrong}: {}", failed.err);
        assert!(failed.err.starts_with("error: HTTP_PROXY: ") && !failed.err.contains("secret"), "{}", failed.err);
    }
}

#[test]
fn https_goes_through_a_proxy_that_cannot_read_it() {
    let (server, home) = (Server::secure(), tempfile::tempdir().unwrap());
    server.set(INDEX, Answer::Whole(index(LIST)));
    server.set(LIST, Answer::Whole(fixture("ec2.json")));
    let ca = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tls/ca.pem");
    fs::copy(ca, home.path().join("ca.pem")).unwrap();
    let (proxy, asked) = proxy_to(&server.address);
    let secure = server.url().replace("http://", "https://");
    let done = update_with(&secure, home.path(), &[("https_proxy", &proxy)], &[]);
    assert_eq!(done.code, 0, "{}", done.err);
    let heads = asked.lock().unwrap();
    assert!(heads.iter().all(|head| head.starts_with(&format!("CONNECT {} ", server.address))), "{heads:?}");
}

#[test]
fn offline_and_every_other_command_ask_nobody() {
    let (server, home) = with_list();
    assert_eq!(update(&server.url(), home.path(), &["--keep"]).code, 0);
    let (proxy, asked) = proxy_to(&server.address);
    let variables = [("HTTP_PROXY", proxy.as_str()), ("HTTPS_PROXY", proxy.as_str())];
    let before = server.asked(INDEX).len();
    assert_eq!(update_with(&server.url(), home.path(), &variables, &["--offline"]).code, 0);
    fs::write(
        home.path().join("s.csv"),
        "name,requests_per_month,duration_ms,memory_mb,region\nA,1M,100,512,eu-west-1\n",
    )
    .unwrap();
    let scenario = home.path().join("s.csv");
    let compared = run_with(home.path(), &variables, &["compare", scenario.to_str().unwrap(), "--pricing", "aws"]);
    assert_eq!(compared.code, 0, "{}", compared.err);
    assert!(compared.out.contains("AWS price list AmazonEC2"), "{}", compared.out);
    assert_eq!((asked.lock().unwrap().len(), server.asked(INDEX).len()), (0, before));
}
