//! Why no answer came over the network, or not all of it: in words of its own, and always with the same exit code.

use super::exit::{Exit, Failure, words};
use crate::report::clean;
use std::io::{self, ErrorKind};

/// That no answer came. That is no input that could be bad.
pub(crate) fn unanswered(url: &str, error: &ureq::Error) -> Failure {
    failure(url, &why(error), "check the network and the proxy, then run the same command again")
}

/// That an answer broke off.
pub(crate) fn broken(url: &str, error: &io::Error) -> Failure {
    failure(url, &why_io(error), GOES_ON)
}

/// That an answer ended before all of it came.
pub(crate) fn incomplete(url: &str, have: u64, total: u64) -> Failure {
    failure(url, &format!("{have} of {total} bytes came"), GOES_ON)
}

const GOES_ON: &str = "the same command goes on from there";

fn failure(url: &str, why: &str, advice: &str) -> Failure {
    Failure::new(Exit::Fault, format_args!("{}: {}; {advice}", clean(url), clean(why)))
}

fn why(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Io(error) => why_io(error),
        ureq::Error::Timeout(_) => SILENT.to_owned(),
        ureq::Error::HostNotFound => NO_HOST.to_owned(),
        ureq::Error::ConnectionFailed => "no connection could be made".to_owned(),
        ureq::Error::Protocol(_) => "what answers there does not speak HTTP".to_owned(),
        ureq::Error::ConnectProxyFailed(_) => "the proxy of the environment does not lead there".to_owned(),
        other => why_text(&other.to_string()),
    }
}

const SILENT: &str = "the server was silent for longer than --timeout-s allows";
const NO_HOST: &str = "no host of that name is known here";

fn why_io(error: &io::Error) -> String {
    if let Some(inner) = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
        return why(inner);
    }
    match error.kind() {
        ErrorKind::ConnectionRefused => "the connection was refused".to_owned(),
        ErrorKind::TimedOut | ErrorKind::WouldBlock => SILENT.to_owned(),
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof
        | ErrorKind::NotConnected => "the connection broke off".to_owned(),
        _ => why_text(&words(error)),
    }
}

/// What the libraries below say, where they have no kind of error for it.
fn why_text(text: &str) -> String {
    let has = |part: &str| text.contains(part);
    let why = if has("UnknownIssuer") {
        "its certificate is of an authority that is not known here (SSL_CERT_FILE names others)"
    } else if has("not valid for name") || has("NotValidForName") {
        "its certificate is of another name"
    } else if has("certificate") && has("xpired") {
        "its certificate has expired, or the clock is wrong"
    } else if has("certificate") {
        "its certificate cannot be trusted"
    } else if has("corrupt message") || has("InvalidContentType") {
        "what answers there does not speak HTTPS"
    } else if has("lookup address") {
        NO_HOST
    } else {
        text
    };
    why.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_of_the_network_ends_alike_and_says_what_to_do() {
        let io = |kind: ErrorKind| ureq::Error::Io(kind.into());
        for (error, why) in [
            (io(ErrorKind::ConnectionRefused), "the connection was refused"),
            (io(ErrorKind::ConnectionReset), "the connection broke off"),
            (io(ErrorKind::TimedOut), "the server was silent"),
            (ureq::Error::HostNotFound, "no host of that name"),
            (ureq::Error::ConnectionFailed, "no connection could be made"),
            (ureq::Error::ConnectProxyFailed("403".to_owned()), "the proxy of the environment does not lead there"),
            (
                ureq::Error::Io(io::Error::other("invalid peer certificate: UnknownIssuer")),
                "its certificate is of an authority that is not known here",
            ),
        ] {
            let Failure::Said(exit, text) = unanswered("https://x.example/i.json", &error) else { panic!("{error}") };
            assert_eq!(exit, Exit::Fault, "{text}");
            assert!(text.starts_with(&format!("error: https://x.example/i.json: {why}")), "{text}");
            assert!(text.ends_with("; check the network and the proxy, then run the same command again\n"), "{text}");
        }
    }
}
