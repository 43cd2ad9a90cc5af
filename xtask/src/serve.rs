//! `cargo xtask serve`: the built site on this machine only.

use crate::site;
use anyhow::{Result, anyhow};
use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::thread;
use tiny_http::{Header, Method, Request, Response, Server};

/// The port to begin with where none is asked for.
const FIRST_PORT: u16 = 8080;
/// How many ports from there on are tried.
const TRIED_PORTS: u16 = 20;
/// How many files are sent at the same time.
const THREADS: usize = 4;

/// What a browser must be told of a file, by the end of its name.
const TYPES: &[(&str, &str)] = &[
    (".html", "text/html; charset=utf-8"),
    (".css", "text/css; charset=utf-8"),
    (".js", "text/javascript; charset=utf-8"),
    (".json", "application/json"),
    (".txt", "text/plain; charset=utf-8"),
    (".webmanifest", "application/manifest+json"),
    (".svg", "image/svg+xml"),
    (".png", "image/png"),
    (".ico", "image/x-icon"),
    (".txt", "text/plain; charset=utf-8"),
    (".md", "text/plain; charset=utf-8"),
    (".d.ts", "text/plain; charset=utf-8"),
    (".wasm", "application/wasm"),
    (".tmvocab", "application/octet-stream"),
];

/// Builds the site and serves it until it is stopped.
///
/// # Errors
///
/// If the site cannot be built or the port is taken.
pub fn run(port: Option<u16>) -> Result<()> {
    eprintln!("Building the site");
    site::build()?;
    let listener = listen(port)?;
    println!("http://{}/ (Ctrl+C stops it)", listener.local_addr()?);
    let server = Server::from_listener(listener, None).map_err(|error| anyhow!(error))?;
    let site = site::directory();
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for request in server.incoming_requests() {
                    // A client that goes away is no reason to stop.
                    if let Err(error) = answer(&site, request) {
                        eprintln!("{error}");
                    }
                }
            });
        }
    });
    Ok(())
}

fn listen(port: Option<u16>) -> io::Result<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return bind(port);
    }
    let mut ports = FIRST_PORT..FIRST_PORT + TRIED_PORTS;
    match ports.find_map(|port| bind(port).ok()) {
        Some(listener) => Ok(listener),
        None => bind(0),
    }
}

fn answer(site: &Path, request: Request) -> Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return Ok(request.respond(Response::empty(405))?);
    }
    let Some(name) = file_name(site, request.url()) else {
        let message = Response::from_string("Not found\n").with_status_code(404);
        return Ok(request.respond(message)?);
    };
    let mut response = Response::from_data(fs::read(site.join(&name))?)
        // Without a length, a page cannot show how far a download is.
        .with_chunked_threshold(usize::MAX);
    let headers = [
        ("Content-Type", content_type(&name)),
        ("Cache-Control", cache_control(&name)),
        ("X-Content-Type-Options", "nosniff"),
    ];
    for (name, value) in headers {
        let header = Header::from_bytes(name, value);
        response.add_header(header.map_err(|()| anyhow!("{name}: {value} is no header"))?);
    }
    Ok(request.respond(response)?)
}

/// The file of the site that a URL means. Names are taken as they stand, and
/// only ordinary ones: nothing outside the site can be reached.
fn file_name(site: &Path, url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let wanted = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    let is_ordinary = |name: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        !name.is_empty() && !name.starts_with('.') && name.bytes().all(allowed)
    };
    (wanted.split('/').all(is_ordinary) && site.join(&wanted).is_file()).then_some(wanted)
}

fn content_type(name: &str) -> &'static str {
    let row = TYPES.iter().find(|(end, _)| name.ends_with(end));
    row.map_or("application/octet-stream", |(_, content_type)| content_type)
}

/// Vocabularies have their content's hash in their name; all else may change
/// with the next build.
fn cache_control(name: &str) -> &'static str {
    if name.ends_with(".tmvocab") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(url: &str) -> Option<String> {
        file_name(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), url)
    }

    #[test]
    fn a_url_finds_the_file_of_that_name() {
        assert_eq!(found("/serve.rs"), Some("serve.rs".to_owned()));
        assert_eq!(found("/serve.rs?version=1#top"), found("/serve.rs"));
    }

    #[test]
    fn nothing_outside_the_site_is_served() {
        for url in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "//etc/passwd",
            "/etc/passwd",
            "/test/../serve.rs",
            "/test//../serve.rs",
            "/test\\..\\serve.rs",
            "/./serve.rs",
            "serve.rs",
            "http://example.com/serve.rs",
            "",
        ] {
            assert_eq!(found(url), None, "{url}");
        }
    }

    #[test]
    fn a_directory_is_its_page_and_never_a_list() {
        assert_eq!(found("/"), None);
        assert_eq!(found("/."), None);
        assert_eq!(found("/test"), None);
        assert_eq!(found("/test/"), None);
    }

    #[test]
    fn browsers_get_the_types_that_they_insist_on() {
        assert_eq!(content_type("wasm/tokens_bg.wasm"), "application/wasm");
        assert_eq!(
            content_type("tokenmeter/index.js"),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(content_type("a.tmvocab"), "application/octet-stream");
        assert_eq!(content_type("LICENSE-MIT"), "application/octet-stream");
    }

    #[test]
    fn only_names_with_a_hash_are_kept_without_asking() {
        assert!(cache_control("a-0123456789ab.tmvocab").contains("immutable"));
        assert_eq!(cache_control("index.html"), "no-cache");
    }
}
