//! What trunk makes: the page's parts under plain names, in a folder below target/. Before it, esbuild makes the
//! parts trunk does not know: the chart library, the style sheet, the boot script. After it, the parts of the wasm that
//! are not there at the start (`pieces`).

use crate::setup::Kit;
use crate::step::{run, step};
use crate::{licences, machine, pictures, pieces};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Old enough for every browser that has the rest of what we need.
const SYNTAX: &str = "--target=es2020";

/// Builds the site and returns its folder.
pub fn site(kit: &Kit) -> Result<PathBuf> {
    step("Bundling style, boot script and charts", || parts(kit))?;
    step("Building the page with trunk", || {
        run(
            // Trunk's own backtrace would bury the compiler's message.
            pieces::trunk(kit)?.env("RUST_BACKTRACE", "0").args(["build", "--skip-version-check"]),
            "repair what the message above names; when it names a missing file, run `cargo xtask setup`",
        )
    })?;
    let site = machine::root().join("target/site");
    step("Laying the pieces beside it", || pieces::lay(kit, &site))?;
    name_door(&site)?;
    step("Shortening the glue script", || minify(kit, &site))?;
    Ok(site)
}

fn parts(kit: &Kit) -> Result<()> {
    let root = machine::root();
    let target = root.join("target/web");
    fs::create_dir_all(&target)?;
    check_styles()?;
    let esbuild = |entry: &str, out: &str| {
        let mut esbuild = kit.command("esbuild");
        esbuild
            .arg(entry)
            .args(["--minify", SYNTAX, "--charset=utf8", "--log-level=warning"])
            // The licence texts travel in a file of their own.
            .arg("--legal-comments=none")
            .arg(format!("--outfile={}", target.join(out).display()));
        esbuild
    };
    let advice = "repair the file that esbuild names above";
    let bundled = |entry, out, more: &[&str]| {
        run(
            esbuild(entry, out)
                .arg("--bundle")
                .args(more)
                // Where `@import` and `import` find npm's packages from outside xtask/ too.
                .env("NODE_PATH", root.join("xtask/node_modules")),
            advice,
        )
    };
    bundled("xtask/web/echarts-entry.js", "echarts.js", &["--format=iife"])?;
    // No target for CSS: browsers take what DADS is written in.
    bundled("xtask/web/style.css", "style.css", &[])?;
    run(&mut esbuild("xtask/web/boot.js", "boot.js"), advice)?;
    fs::write(target.join("licences.txt"), licences::text(kit)?)?;
    fs::write(target.join("help.json"), pictures::bundle()?)?;
    Ok(())
}

/// Their order decides which rule wins, so it is written down by a person; none is forgotten.
fn check_styles() -> Result<()> {
    let root = machine::root();
    let entry = fs::read_to_string(root.join("xtask/web/style.css"))?;
    for file in fs::read_dir(root.join("style")).context("style/ is missing: restore it with git")? {
        let name = file?.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".css") && !entry.contains(&format!("'../../style/{name}'")) {
            bail!("xtask/web/style.css does not name style/{name}: add its line at its place in the order");
        }
    }
    Ok(())
}

/// The front door and the page stand in one document, and wasm-bindgen gives both the same name.
fn name_door(site: &Path) -> Result<()> {
    let path = site.join("door.js");
    let glue = fs::read_to_string(&path).context("trunk made no front door: see index.html")?;
    fs::write(&path, glue_of_door(&glue)?)?;
    Ok(())
}

fn glue_of_door(glue: &str) -> Result<String> {
    const ITS: &str = "let wasm_bindgen =";
    if glue.matches(ITS).count() != 1 {
        bail!("wasm-bindgen's glue does not begin with «{ITS}»: see how it does, and change build.rs");
    }
    // As boot.js calls it.
    Ok(glue.replace(ITS, "let shinchoku_door ="))
}

/// Takes the blanks and long local names out of wasm-bindgen's glue. A script that is not bundled keeps its
/// top-level names, of which boot.js needs one.
fn minify(kit: &Kit, site: &Path) -> Result<()> {
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        let wasm = path.with_file_name(format!("{}_bg.wasm", path.file_stem().unwrap_or_default().to_string_lossy()));
        if path.extension().is_some_and(|kind| kind == "js") && wasm.exists() {
            run(
                kit.command("esbuild")
                    .arg(&path)
                    .args(["--minify", SYNTAX, "--log-level=warning", "--allow-overwrite"])
                    // wasm-bindgen names the loader of the pieces once for each of them; all are the same.
                    .arg("--log-override:duplicate-object-key=silent")
                    .arg(format!("--outfile={}", path.display())),
                "repair what esbuild names above",
            )?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_door_has_a_name_of_its_own_or_is_refused() -> Result<()> {
        assert_eq!(glue_of_door("let wasm_bindgen = (function() {})();")?, "let shinchoku_door = (function() {})();");
        assert!(glue_of_door("var wasm_bindgen = 1;").is_err());
        Ok(())
    }
}
