//! dist/: the folder for a web server. index.html and web.config keep their names; everything else lies in
//! assets/ under a name that changes with its content, so that a server may let browsers keep it for ever. Beside them
//! shinchoku.html, the whole page as one file.

use crate::compiler::clear;
use crate::setup::Kit;
use crate::step::{say, step};
use crate::{build, machine, single};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What the page may do, word for word as in index.html.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; \
     worker-src 'self' blob:; base-uri 'none'; form-action 'none'";

/// One file of the site.
pub struct Asset {
    /// As trunk called it: `shinchoku_bg.wasm`.
    pub plain: String,
    /// As the server will: `shinchoku_bg-0123456789abcdef.wasm`.
    pub hashed: String,
    pub bytes: Vec<u8>,
}

/// Builds the page and makes dist/ of it. A folder that was there stays until the new one is complete.
pub fn make(kit: &Kit) -> Result<PathBuf> {
    let site = build::site(kit)?;
    let root = machine::root();
    let dist = root.join("dist");
    step("Making dist/ and checking it", || {
        let (page, assets) = read(&site)?;
        let single = single::page(&page, &assets)?;
        let page = with_hashed_names(&page, &assets)?;
        check(&page, &assets)?;
        let fresh = root.join("target/dist.new");
        write(&fresh, &page, &assets)?;
        fs::write(fresh.join("shinchoku.html"), &single)?;
        clear(&dist)?;
        fs::rename(&fresh, &dist)?;
        print_sizes(&page, &assets);
        let digest: String = Sha256::digest(&single).iter().map(|byte| format!("{byte:02x}")).collect();
        say(&format!("  {:>10}             shinchoku.html, SHA-256 {digest}", single.len()));
        Ok(dist)
    })
}

fn read(site: &Path) -> Result<(String, Vec<Asset>)> {
    let mut page = None;
    let mut assets = Vec::new();
    for entry in fs::read_dir(site)? {
        let entry = entry?;
        let plain = entry.file_name().to_string_lossy().into_owned();
        let bytes =
            fs::read(entry.path()).with_context(|| format!("{plain} in the built site is no file: index.html must not copy folders"))?;
        if plain == "index.html" {
            page = Some(String::from_utf8(bytes).context("index.html is not UTF-8: save it as UTF-8")?);
        } else {
            let hashed = hashed_name(&plain, &bytes);
            assets.push(Asset { plain, hashed, bytes });
        }
    }
    assets.sort_by(|a, b| a.plain.cmp(&b.plain));
    let page = page.context("trunk wrote no index.html: read its messages above")?;
    Ok((page, assets))
}

fn hashed_name(plain: &str, bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    match plain.split_once('.') {
        Some((stem, kind)) => format!("{stem}-{hash}.{kind}"),
        None => format!("{plain}-{hash}"),
    }
}

/// Rewrites every `"./name"` of the page. A file that the page does not name would never be found by anyone
/// under its new name, so that is an error.
fn with_hashed_names(page: &str, assets: &[Asset]) -> Result<String> {
    let mut page = page.to_owned();
    for Asset { plain, hashed, .. } in assets {
        let from = format!("\"./{plain}\"");
        if !page.contains(&from) {
            bail!("index.html does not name {from}: name it in a script, link or meta element");
        }
        page = page.replace(&from, &format!("\"./assets/{hashed}\""));
    }
    Ok(page)
}

/// The promises a server cannot keep for us: the policy is there, and nothing points away from the folder.
fn check(page: &str, assets: &[Asset]) -> Result<()> {
    if !page.contains(&format!("content=\"{POLICY}\"")) {
        bail!("index.html does not carry the policy of xtask/src/dist.rs: change both together");
    }
    for asset in assets {
        if asset.bytes.is_empty() {
            bail!("{} is empty: read the messages of the build above", asset.plain);
        }
        if asset.plain.ends_with(".css") {
            let text = String::from_utf8_lossy(&asset.bytes);
            check_addresses(&asset.plain, &text, &["http:", "https:", "url(/", "url(\"/", "url('/", "@import"])?;
        }
    }
    let away = ["http:", "https:", "=\"/", "='/", "url(/"];
    check_addresses("index.html", page, &away)
}

fn check_addresses(name: &str, text: &str, away: &[&str]) -> Result<()> {
    for mark in away {
        if let Some(at) = text.find(mark) {
            let around: String = text[at..].chars().take(60).collect();
            bail!("{name} points away from its folder at «{around}»: use an address relative to the page");
        }
    }
    Ok(())
}

fn write(folder: &Path, page: &str, assets: &[Asset]) -> Result<()> {
    clear(folder)?;
    fs::create_dir_all(folder.join("assets"))?;
    for asset in assets {
        fs::write(folder.join("assets").join(&asset.hashed), &asset.bytes)?;
    }
    fs::write(folder.join("index.html"), page)?;
    let xtask = machine::root().join("xtask");
    fs::copy(xtask.join("web/web.config"), folder.join("web.config"))?;
    Ok(())
}

fn print_sizes(page: &str, assets: &[Asset]) {
    let mut start = [0; 2];
    say(&format!("  {:>10}  {:>9}", "bytes", "gzip -9"));
    let mut row = |name: &str, bytes: &[u8], at_start: bool| {
        let sizes = [bytes.len(), gzipped(bytes)];
        if at_start {
            start[0] += sizes[0];
            start[1] += sizes[1];
        }
        let note = if at_start { "" } else { "  (loaded when first needed)" };
        say(&format!("  {:>10}  {:>9}  {name}{note}", sizes[0], sizes[1]));
    };
    row("index.html", page.as_bytes(), true);
    for asset in assets {
        row(&asset.hashed, &asset.bytes, is_at_start(page, &asset.hashed));
    }
    say(&format!("  {:>10}  {:>9}  at start", start[0], start[1]));
}

/// What a script or a link names is fetched on a first visit; what a `meta` names, when it is first needed: by the front door or
/// by the page.
fn is_at_start(page: &str, name: &str) -> bool {
    let named = format!("/{name}\"");
    let is_later = |element: &str| element.starts_with("meta ") && element.split('>').next().is_some_and(|tag| tag.contains(&named));
    page.contains(&named) && !page.split('<').any(is_later)
}

fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    // Writing to memory does not fail; a size that cannot be had is printed as 0.
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_or(0, |packed| packed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(plain: &str) -> Asset {
        let bytes = plain.as_bytes().to_vec();
        let hashed = hashed_name(plain, &bytes);
        Asset { plain: plain.to_owned(), hashed, bytes }
    }

    #[test]
    fn a_name_changes_with_the_content_and_keeps_its_kind() {
        let one = hashed_name("boot.js", b"1");
        assert!(one.starts_with("boot-") && one.ends_with(".js"));
        assert_eq!(one, hashed_name("boot.js", b"1"));
        assert_ne!(one, hashed_name("boot.js", b"2"));
    }

    #[test]
    fn every_file_is_named_by_the_page_under_its_new_name() {
        let assets = [asset("a.js"), asset("a_bg.wasm")];
        let page = r#"<script src="./a.js" data-wasm="./a_bg.wasm"></script>"#;
        let page = with_hashed_names(page, &assets).unwrap_or_default();
        for asset in &assets {
            assert!(page.contains(&format!("\"./assets/{}\"", asset.hashed)));
        }
        assert!(with_hashed_names("<p>", &assets).is_err());
    }

    #[test]
    fn an_address_elsewhere_is_found() {
        assert!(check_addresses("a.css", "a{background:url(https://a.test/)}", &["https:"]).is_err());
        assert!(check_addresses("a.css", "a{background:url(a.png)}", &["https:"]).is_ok());
    }

    #[test]
    fn bytes_of_the_start_are_those_that_no_meta_names() {
        let page = "<meta name=\"a\" content=\"./assets/office-1.js\" data-wasm=\"./assets/office_bg-1.wasm\"><title>t</title>\
             <meta name=\"shinchoku-part\" content=\"./assets/chunk_3-1.wasm\" data-pieces=\"a b\">\
             <meta name=\"shinchoku-page\" content=\"./assets/page-1.js\" data-wasm=\"./assets/page_bg-1.wasm\">\
             <link rel=\"stylesheet\" href=\"./assets/style-1.css\">\
             <script src=\"./assets/boot-1.js\" data-glue=\"./assets/door-1.js\" data-wasm=\"./assets/door_bg-1.wasm\" defer></script>";
        for name in ["style-1.css", "door-1.js", "door_bg-1.wasm", "boot-1.js"] {
            assert!(is_at_start(page, name), "{name}");
        }
        for name in ["office-1.js", "office_bg-1.wasm", "page-1.js", "page_bg-1.wasm", "chunk_3-1.wasm"] {
            assert!(!is_at_start(page, name), "{name}");
        }
    }

    #[test]
    fn the_page_carries_the_policy() {
        let page = fs::read_to_string(machine::root().join("index.html")).unwrap_or_default();
        assert!(page.contains(POLICY));
    }
}
