//! Fetching files over HTTPS: resumed where they broke off, checked for their size, never from another host.

use super::exit::{Exit, Failure};
use super::network::{broken, incomplete, unanswered};
use crate::report::clean;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use ureq::http::Response;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body, Proxy, ProxyProtocol};

/// Where AWS publishes its price lists.
pub(crate) const AWS: &str = "https://pricing.us-east-1.amazonaws.com";

/// An index larger than this is none.
const MOST_INDEX_BYTES: u64 = 16 << 20;
const BLOCK_BYTES: usize = 256 << 10;

/// A server that has price lists.
pub(crate) struct Server {
    agent: Agent,
    base: String,
    /// A list that is larger is refused.
    most_list_bytes: u64,
}

impl Server {
    /// A server at this address. Proxies are those of the environment; so are root certificates, if `SSL_CERT_FILE`
    /// names any, for mirrors and proxies with an authority of their own.
    ///
    /// # Errors
    /// Wrong usage for an address or a proxy's that is none, for a processor that the encryption does not run on, and for
    /// certificates that cannot be read.
    pub(crate) fn new(base: &str, silence: Duration, max_mb: u32) -> Result<Server, Failure> {
        let usage = |message: &str| Failure::new(Exit::Usage, format_args!("--base-url {}: {message}", clean(base)));
        let secure = base.starts_with("https://");
        if !secure && !base.starts_with("http://") {
            return Err(usage("write an address such as https://mirror.example/aws-prices"));
        }
        let mut config = Agent::config_builder()
            .proxy(proxy(secure)?)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_resolve(Some(silence))
            .timeout_connect(Some(silence))
            .timeout_recv_response(Some(silence))
            .timeout_per_read(Some(silence))
            .user_agent(concat!("costcalc/", env!("CARGO_PKG_VERSION")));
        if secure {
            if !processor_is_fit() {
                return Err(usage("this processor lacks AES and vector instructions that HTTPS needs here"));
            }
            let provider = Arc::new(rustls_graviola::default_provider());
            let tls = TlsConfig::builder()
                .root_certs(root_certificates()?)
                .unversioned_rustls_crypto_provider(provider)
                .build();
            config = config.tls_config(tls);
        }
        let (agent, base) = (config.build().new_agent(), base.trim_end_matches('/').to_owned());
        Ok(Server { agent, base, most_list_bytes: u64::from(max_mb) * 1_000_000 })
    }

    /// A small file as a whole.
    ///
    /// # Errors
    /// Bad input where the server does not give it.
    pub(crate) fn index(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let url = self.url(path)?;
        let response = self.get(&url, 0)?;
        if response.status().as_u16() != 200 {
            return Err(refusal(&url, &response));
        }
        let mut body = Vec::new();
        let mut reader = response.into_body().into_reader().take(MOST_INDEX_BYTES + 1);
        reader.read_to_end(&mut body).map_err(|error| broken(&url, &error))?;
        if body.len() as u64 > MOST_INDEX_BYTES {
            return Err(bad(&url, "the answer does not end: it is no index"));
        }
        Ok(body)
    }

    /// Fetches a file to `target`, going on where an earlier try broke off. `progress` gets bytes so far and in all.
    ///
    /// # Errors
    /// Bad input where the server does not give all of it; what came stays beside the target for the next try.
    pub(crate) fn fetch(
        &self,
        path: &str,
        target: &Path,
        progress: &mut dyn FnMut(u64, Option<u64>),
    ) -> Result<(), Failure> {
        let url = self.url(path)?;
        let part = target.with_extension("part");
        let disk = |error: &std::io::Error| Failure::file(&part.display().to_string(), "write", error);
        let mut have = fs::metadata(&part).map_or(0, |data| data.len());
        let mut response = self.get(&url, have)?;
        if response.status().as_u16() == 416 {
            if have > 0 && range_of(&response).ends_with(&format!("*/{have}")) {
                // All of it came before and was not yet called whole.
                return fs::rename(&part, target).map_err(|error| disk(&error));
            }
            // The part is not of this file.
            have = 0;
            response = self.get(&url, have)?;
        }
        let total = match response.status().as_u16() {
            200 => {
                have = 0;
                response.body().content_length()
            }
            206 => Some(rest_of(&url, &response, have)?),
            _ => return Err(refusal(&url, &response)),
        };
        if let Some(total) = total.filter(|total| *total > self.most_list_bytes) {
            return Err(self.too_large(&url, &part, &format!("{total} bytes")));
        }
        let mut file = if have == 0 { File::create(&part) } else { OpenOptions::new().append(true).open(&part) }
            .map_err(|error| disk(&error))?;
        // One byte more than may come shows that there is more.
        let room = self.most_list_bytes.saturating_sub(have) + 1;
        let mut reader = response.into_body().into_reader().take(room);
        let mut block = vec![0; BLOCK_BYTES];
        loop {
            let count = match reader.read(&mut block) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(broken(&url, &error)),
            };
            file.write_all(&block[..count]).map_err(|error| disk(&error))?;
            have += count as u64;
            progress(have, total);
        }
        if have > self.most_list_bytes {
            return Err(self.too_large(&url, &part, "no end"));
        }
        if total.is_some_and(|total| total != have) {
            return Err(incomplete(&url, have, total.unwrap_or_default()));
        }
        file.sync_all().map_err(|error| disk(&error))?;
        fs::rename(&part, target).map_err(|error| disk(&error))
    }

    /// That what came for an index is none; pages of a network's or a proxy's own are the likeliest.
    pub(crate) fn no_index(&self, path: &str, body: &[u8], error: &serde_json::Error) -> Failure {
        let url = self.shown(path);
        let is_page = body.trim_ascii_start().first() == Some(&b'<');
        if is_page {
            let page =
                "is no index: a web page came in its place, as networks that ask for a login and proxies send them";
            return bad(&url, page);
        }
        let what = error.to_string();
        let what = if error.is_eof() { "it ends before its JSON does" } else { what.as_str() };
        bad(&url, &format!("is no index ({what}): run the same command again, or see --base-url"))
    }

    /// The failure of a list that is larger than it may be; what came of it goes.
    fn too_large(&self, url: &str, part: &Path, found: &str) -> Failure {
        // A part that cannot be removed is replaced by the next try.
        let _ = fs::remove_file(part);
        bad(url, &format!("has {found}, more than {} MB (--max-mb)", self.most_list_bytes / 1_000_000))
    }

    /// The address of a path, for messages.
    pub(crate) fn shown(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The address of a path that an index gave: always on this server.
    fn url(&self, path: &str) -> Result<String, Failure> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
        if !path.starts_with('/') || path.contains("//") || path.contains("..") || !path.bytes().all(plain) {
            return Err(bad(&self.base, &format!("{path:?} is no path of a price list")));
        }
        Ok(self.shown(path))
    }

    fn get(&self, url: &str, from: u64) -> Result<Response<Body>, Failure> {
        let mut request = self.agent.get(url);
        if from > 0 {
            request = request.header("Range", format!("bytes={from}-"));
        }
        request.call().map_err(|error| unanswered(url, &error))
    }
}

/// The proxy that the environment names for addresses with encryption or without, but for the hosts of `NO_PROXY`.
fn proxy(secure: bool) -> Result<Option<Proxy>, Failure> {
    let of_scheme = if secure { ["HTTPS_PROXY", "https_proxy"] } else { ["HTTP_PROXY", "http_proxy"] };
    let names = of_scheme.into_iter().chain(["ALL_PROXY", "all_proxy"]);
    let set =
        |name: &'static str| std::env::var(name).ok().filter(|value| !value.is_empty()).map(|value| (name, value));
    let Some((name, address)) = names.into_iter().find_map(set) else { return Ok(None) };
    // The address may hold a password: it is not shown.
    let usage = |message: &dyn std::fmt::Display| Failure::new(Exit::Usage, format_args!("{name}: {message}"));
    let given = Proxy::new(&address).map_err(|error| usage(&error))?;
    if !matches!(given.protocol(), ProxyProtocol::Http | ProxyProtocol::Https) {
        return Err(usage(&"only http:// and https:// proxies are known"));
    }
    let mut proxy = Proxy::builder(given.protocol()).host(given.host()).port(given.port());
    if let Some(user) = given.username() {
        proxy = proxy.username(user);
    }
    if let Some(password) = given.password() {
        proxy = proxy.password(password);
    }
    if let Some((_, hosts)) = ["NO_PROXY", "no_proxy"].into_iter().find_map(set) {
        for host in hosts.split(',').map(str::trim).filter(|host| !host.is_empty()) {
            proxy = proxy.no_proxy(host);
        }
    }
    proxy.build().map(Some).map_err(|error| usage(&error))
}

/// Mozilla's root certificates, or those of the file that `SSL_CERT_FILE` names.
fn root_certificates() -> Result<RootCerts, Failure> {
    let Some(path) = std::env::var_os("SSL_CERT_FILE").filter(|path| !path.is_empty()) else {
        return Ok(RootCerts::WebPki);
    };
    let name = Path::new(&path).display().to_string();
    let fault = |message: &str| Failure::new(Exit::Usage, format_args!("SSL_CERT_FILE {}: {message}", clean(&name)));
    let text = fs::read(&path).map_err(|error| fault(&error.to_string()))?;
    let mut certificates = Vec::new();
    for item in parse_pem(&text) {
        if let PemItem::Certificate(certificate) = item.map_err(|error| fault(&error.to_string()))? {
            certificates.push(certificate);
        }
    }
    if certificates.is_empty() { Err(fault("has no certificate")) } else { Ok(RootCerts::from(certificates)) }
}

fn bad(url: &str, message: &str) -> Failure {
    Failure::new(Exit::BadInput, format_args!("{}: {}", clean(url), clean(message)))
}

/// Why an answer is none.
fn refusal(url: &str, response: &Response<Body>) -> Failure {
    let status = response.status();
    let place = response.headers().get("Location").and_then(|value| value.to_str().ok());
    match place.filter(|_| status.is_redirection()) {
        Some(place) => bad(url, &format!("leads to {place}, where no price list is taken from; see --base-url")),
        None => bad(url, &format!("the server answers {status}, not the file: try again later, or see --base-url")),
    }
}

fn range_of(response: &Response<Body>) -> &str {
    response.headers().get("Content-Range").and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The size of the whole file by a `Content-Range`, which must begin where the part ends.
fn rest_of(url: &str, response: &Response<Body>, have: u64) -> Result<u64, Failure> {
    let header = range_of(response);
    let parsed = header.strip_prefix("bytes ").and_then(|range| {
        let (span, total) = range.split_once('/')?;
        let (first, _) = span.split_once('-')?;
        Some((first.parse::<u64>().ok()?, total.parse::<u64>().ok()?))
    });
    match parsed {
        Some((first, total)) if first == have => Ok(total),
        _ => Err(bad(url, &format!("the server sends {header:?} where byte {have} and on was asked for"))),
    }
}

/// Whether the processor has what the encryption library requires; it stops the program otherwise.
fn processor_is_fit() -> bool {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::is_x86_feature_detected as has;
        has!("aes") && has!("pclmulqdq") && has!("bmi1") && has!("adx") && has!("avx") && has!("avx2")
    }
    #[cfg(target_arch = "aarch64")]
    {
        use std::arch::is_aarch64_feature_detected as has;
        has!("neon") && has!("aes") && has!("pmull") && has!("sha2")
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    {
        false
    }
}
