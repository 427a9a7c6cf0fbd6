//! shinchoku.html: the whole page as one file, for a shared drive where it is opened by a double click.
//!
//! A page opened from a drive may fetch nothing, not even what lies beside it. So everything lies within: scripts that run at
//! the start as they are, what is needed later in elements that do nothing by themselves, wasm as base64 of gzip. The policy
//! names each script by its SHA-256 and forbids every connection.

use crate::dist::{Asset, POLICY};
use crate::pieces;
use anyhow::{Context, Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::io::Write;

/// What the single file may do; `{scripts}` are the digests of its scripts.
const OWN_POLICY: &str = "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; style-src 'unsafe-inline'; \
     img-src data: blob:; connect-src 'none'; worker-src blob:; base-uri 'none'; form-action 'none'";

/// Texts that ヘルプ asks for.
const LATER: [&str; 2] = ["help.json", "licences.txt"];

/// The single file of a page as trunk wrote it, before its files got names of their own.
pub fn page(page: &str, assets: &[Asset]) -> Result<String> {
    let bytes = |name: &str| {
        let asset = assets.iter().find(|asset| asset.plain == name);
        asset.map(|asset| asset.bytes.as_slice()).with_context(|| format!("{name} is not in the built site: name it in index.html"))
    };
    let text = |name: &str| std::str::from_utf8(bytes(name)?).with_context(|| format!("{name} is not UTF-8"));
    let (glue, boot, charts, office) = (text("shinchoku.js")?, text("boot.js")?, text("echarts.js")?, text("office.js")?);

    let scripts: Vec<String> = [glue, boot, charts].iter().map(|script| format!("'sha256-{}'", digest(script))).collect();
    let mut page = page.to_owned();
    replace(&mut page, POLICY, &OWN_POLICY.replace("{scripts}", &scripts.join(" ")))?;
    replace(&mut page, "content=\"./echarts.js\"", "content=\"#shinchoku-echarts\"")?;
    replace(
        &mut page,
        "content=\"./office.js\" data-wasm=\"./office_bg.wasm\"",
        "content=\"#shinchoku-office\" data-wasm=\"#shinchoku-office-wasm\"",
    )?;
    for file in LATER {
        replace(&mut page, &format!("content=\"./{file}\""), &format!("content=\"#{}\"", id_of(file)))?;
    }
    let pieces = pieces::named_by(&page);
    for file in &pieces {
        replace(&mut page, &format!("content=\"./{file}\""), &format!("content=\"#{}\"", id_of(file)))?;
    }
    replace_tag(&mut page, "<link", "\"./style.css\"", &style(text("style.css")?)?)?;
    // Nothing has to be fetched, so nobody is received at the door.
    replace_tag(&mut page, "<meta", "\"./shinchoku.js\"", "")?;
    replace_tag(&mut page, "<script", "\"./boot.js\"", "")?;

    // Before the scripts come in, which name files in messages of theirs.
    if let Some(at) = page.find("\"./") {
        bail!("the single file still names a file beside it at «{}»", page[at..].chars().take(60).collect::<String>());
    }

    let mut parts = String::new();
    parts.push_str(&kept("shinchoku-wasm", &packed(bytes("shinchoku_bg.wasm")?)?)?);
    parts.push_str(&kept("shinchoku-echarts", charts)?);
    parts.push_str(&kept("shinchoku-office", office)?);
    parts.push_str(&kept("shinchoku-office-wasm", &packed(bytes("office_bg.wasm")?)?)?);
    for file in LATER {
        parts.push_str(&kept(&id_of(file), text(file)?)?);
    }
    for file in &pieces {
        parts.push_str(&kept(&id_of(file), &packed(bytes(file)?)?)?);
    }
    parts.push_str(&element("<script>", glue)?);
    parts.push_str(&element("<script data-wasm=\"#shinchoku-wasm\">", boot)?);
    replace(&mut page, "</body>", &format!("{parts}</body>"))?;
    Ok(page)
}

fn id_of(file: &str) -> String {
    format!("shinchoku-{}", file.split('.').next().unwrap_or(file))
}

/// A text that does nothing where it stands.
fn kept(id: &str, text: &str) -> Result<String> {
    element(&format!("<script type=\"text/plain\" id=\"{id}\">"), text)
}

fn element(opening: &str, text: &str) -> Result<String> {
    // Either would end the element, or change how the rest of it is read.
    let ends = |mark: &str| text.to_ascii_lowercase().contains(mark);
    if ends("</script") || ends("<!--") {
        bail!("a script of the single file contains «</script» or «<!--»: have esbuild write it in another way");
    }
    Ok(format!("{opening}{text}</script>\n"))
}

fn style(text: &str) -> Result<String> {
    if text.to_ascii_lowercase().contains("</style") {
        bail!("the style sheet contains «</style»");
    }
    Ok(format!("<style>{text}</style>"))
}

fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// The same bytes for the same wasm: gzip's header carries neither name nor time.
fn packed(bytes: &[u8]) -> Result<String> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(STANDARD.encode(encoder.finish()?))
}

fn replace(page: &mut String, from: &str, to: &str) -> Result<()> {
    if page.matches(from).count() != 1 {
        bail!("index.html does not have «{from}» exactly once: change it and xtask/src/single.rs together");
    }
    *page = page.replacen(from, to, 1);
    Ok(())
}

/// Replaces the one tag that begins and contains what is given; of a script the closing tag, too.
fn replace_tag(page: &mut String, begins: &str, contains: &str, to: &str) -> Result<()> {
    let tag = page.match_indices(begins).find_map(|(start, _)| {
        let end = start + page[start..].find('>')? + 1;
        page[start..end].contains(contains).then_some((start, end))
    });
    let Some((start, end)) = tag else {
        bail!("the built index.html has no {begins}> with {contains}: change it and xtask/src/single.rs together");
    };
    let closing = "</script>";
    let end = if page[end..].starts_with(closing) { end + closing.len() } else { end };
    page.replace_range(start..end, to);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assets() -> Vec<Asset> {
        let asset = |plain: &str, text: &str| Asset { plain: plain.to_owned(), hashed: String::new(), bytes: text.as_bytes().to_vec() };
        vec![
            asset("shinchoku.js", "glue()"),
            asset("boot.js", "boot()"),
            asset("echarts.js", "charts()"),
            asset("office.js", "office()"),
            asset("style.css", "a{}"),
            asset("help.json", "{}"),
            asset("licences.txt", "MIT"),
            asset("shinchoku_bg.wasm", "wasm"),
            asset("office_bg.wasm", "more wasm"),
            asset("chunk_3.wasm", "a part"),
        ]
    }

    fn built() -> String {
        format!(
            "<head><meta content=\"{POLICY}\"><meta content=\"./echarts.js\">\
             <meta content=\"./office.js\" data-wasm=\"./office_bg.wasm\"><meta content=\"./help.json\"><meta content=\"./licences.txt\"><meta name=\"shinchoku-part\" content=\"./chunk_3.wasm\" data-pieces=\"a b\"><link rel=\"stylesheet\" href=\"./style.css\">\
             <meta name=\"shinchoku-page\" content=\"./shinchoku.js\" data-wasm=\"./shinchoku_bg.wasm\">\
             <script src=\"./boot.js\" data-glue=\"./door.js\" data-wasm=\"./door_bg.wasm\" defer></script></head><body></body>"
        )
    }

    #[test]
    fn everything_lies_within_and_every_script_is_named_by_its_digest() -> Result<()> {
        let single = page(&built(), &assets())?;
        for script in ["glue()", "boot()", "charts()"] {
            assert!(single.contains(&format!("'sha256-{}'", digest(script))) && single.contains(script), "{script}");
        }
        assert!(single.contains("connect-src 'none'") && single.contains("<style>a{}</style>"));
        assert!(single.contains("content=\"#shinchoku-chunk_3\" data-pieces=\"a b\"") && single.contains("id=\"shinchoku-chunk_3\""));
        assert_eq!(single, page(&built(), &assets())?);
        Ok(())
    }

    #[test]
    fn a_script_that_would_end_its_element_is_refused() {
        let mut assets = assets();
        assets[0].bytes = b"'</Script>'".to_vec();
        assert!(page(&built(), &assets).is_err());
    }

    #[test]
    fn a_page_that_has_changed_is_refused() {
        assert!(page(&built().replace("./boot.js", "./start.js"), &assets()).is_err());
    }
}
