//! A plain server for dist/ on this machine only. Not trunk's own: that one adds a script which the page's
//! policy forbids, and serves something else than what is shipped.

use crate::step::say;
use crate::{dist, setup};
use anyhow::{Result, anyhow, bail};
use std::fs::File;
use std::path::{Component, Path, PathBuf};
use tiny_http::{Header, Method, Request, Response, Server};

pub const DEFAULT_PORT: u16 = 8080;

/// Builds the page and serves it until the program is stopped.
pub fn run(port: u16) -> Result<()> {
    // Taken before the build: who waits minutes for a busy port learns it at once.
    let server = Server::http(("127.0.0.1", port)).map_err(|error| {
        anyhow!("port {port} cannot be served ({error}): stop what uses it, or run `cargo xtask serve --port {}`", port.wrapping_add(1))
    })?;
    let kit = setup::all()?;
    let folder = dist::make(&kit)?;
    say(&format!("Serving the page on http://127.0.0.1:{port} (Ctrl+C ends it)"));
    for request in server.incoming_requests() {
        // A browser that hangs up in the middle is no reason to stop serving.
        let _ = answer(request, &folder);
    }
    bail!("the server stopped by itself: run `cargo xtask serve` again")
}

fn answer(request: Request, folder: &Path) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::empty(405));
    }
    let found = file(request.url()).map(|path| (kind(&path), cached(&path), folder.join(path)));
    let Some((kind, cached, Ok(file))) = found.map(|(kind, cached, path)| (kind, cached, File::open(path))) else {
        return request.respond(Response::from_string("404\n").with_status_code(404));
    };
    let response = Response::from_file(file);
    let headers = [("Content-Type", kind), ("Cache-Control", cached), ("X-Content-Type-Options", "nosniff")];
    let headers = headers.into_iter().filter_map(|(name, value)| Header::from_bytes(name, value).ok());
    request.respond(headers.fold(response, Response::with_header))
}

/// The file that an address asks for, never outside the folder.
fn file(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    inside.then(|| path.to_owned())
}

/// A browser compiles wasm while it arrives only if the type is right.
fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|kind| kind.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn cached(path: &Path) -> &'static str {
    if path.starts_with("assets") { "public, max-age=31536000, immutable" } else { "no-cache" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_page_is_the_default() {
        assert_eq!(file("/"), Some(PathBuf::from("index.html")));
        assert_eq!(file("/?year=2023"), Some(PathBuf::from("index.html")));
        assert_eq!(file("/assets/a.js?x"), Some(PathBuf::from("assets/a.js")));
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        assert_eq!(file("/../Cargo.toml"), None);
        assert_eq!(file("/assets/../../Cargo.toml"), None);
        assert_eq!(file("//etc/passwd"), Some(PathBuf::from("etc/passwd")));
    }

    #[test]
    fn wasm_is_called_wasm() {
        assert_eq!(kind(Path::new("assets/a_bg-0.wasm")), "application/wasm");
        assert_eq!(cached(Path::new("index.html")), "no-cache");
    }
}
