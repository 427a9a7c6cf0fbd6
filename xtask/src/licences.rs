//! licences.txt: what the licences of everything in the page ask us to pass on. Made at every build from the packages
//! themselves, so that it cannot grow old; the page shows it in ヘルプ.

use crate::compiler::TARGET;
use crate::machine;
use crate::setup::Kit;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The npm packages whose code or style is in the page.
const NPM: &[&str] = &["@digital-go-jp/design-tokens", "echarts", "zrender", "tslib", "echarts/node_modules/tslib"];

/// Said of packages that come without a text of their own: most of them lie in one repository with others that have it.
const MIT: &str = "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated \
documentation files (the \"Software\"), to deal in the Software without restriction, including without limitation the rights to \
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the \
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES \
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE \
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN \
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.";

/// One licence's text as one package carries it.
#[derive(Debug, PartialEq, Eq)]
struct Licence {
    /// `leptos 0.8.23`
    package: String,
    /// `MIT OR Apache-2.0`
    expression: String,
    copyright: Vec<String>,
    /// Without its lines of copyright, which differ where the rest is the same.
    body: String,
}

/// The file's text: every licence once, with the packages under it.
pub fn text(kit: &Kit) -> Result<String> {
    let mut found = of_crates(kit.command("cargo"))?;
    found.extend(of_npm(&machine::root().join("xtask/node_modules"))?);
    Ok(write(&found))
}

fn of_crates(mut cargo: Command) -> Result<Vec<Licence>> {
    let output = cargo
        .args(["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", TARGET])
        .output()
        .context("cargo could not be asked for the page's packages")?;
    if !output.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata does not speak JSON")?;
    let mut found = vec![Licence {
        package: "std (the standard library of Rust)".to_owned(),
        expression: "MIT OR Apache-2.0".to_owned(),
        copyright: vec!["Copyright (c) The Rust Project Contributors".to_owned()],
        body: MIT.to_owned(),
    }];
    for package in in_the_wasm(&metadata)? {
        found.extend(of_crate(package)?);
    }
    Ok(found)
}

/// The packages that end up in the page: what it uses, but for what runs while it is compiled.
fn in_the_wasm(metadata: &Value) -> Result<Vec<&Value>> {
    let list = |value: &'static str, of: &Value| of[value].as_array().cloned().unwrap_or_default();
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    let packages: HashMap<&str, &Value> = packages.iter().filter_map(|package| Some((package["id"].as_str()?, package))).collect();
    let nodes = metadata["resolve"]["nodes"].as_array().context("cargo metadata names no dependencies")?;
    let nodes: HashMap<&str, &Value> = nodes.iter().filter_map(|node| Some((node["id"].as_str()?, node))).collect();
    let first = packages.iter().find(|(_, package)| package["name"] == "shinchoku").map(|(id, _)| (*id).to_owned());
    let mut waiting = vec![first.context("cargo metadata does not name the page's own package")?];
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let Some(package) = packages.get(id.as_str()) else { continue };
        let is_macro = list("targets", package).iter().any(|target| list("kind", target).contains(&Value::from("proc-macro")));
        if is_macro || !seen.insert(id.clone()) {
            continue;
        }
        for edge in list("deps", nodes.get(id.as_str()).copied().unwrap_or(&Value::Null)) {
            let is_normal = list("dep_kinds", &edge).iter().any(|kind| kind["kind"].is_null());
            if let (true, Some(next)) = (is_normal, edge["pkg"].as_str()) {
                waiting.push(next.to_owned());
            }
        }
    }
    let ours = |package: &&&Value| package["source"].is_string();
    let mut found: Vec<&Value> = seen.iter().filter_map(|id| packages.get(id.as_str())).filter(ours).copied().collect();
    found.sort_by_key(|package| (package["name"].to_string(), package["version"].to_string()));
    Ok(found)
}

fn of_crate(package: &Value) -> Result<Vec<Licence>> {
    let word = |name: &str| package[name].as_str().unwrap_or_default();
    let name = format!("{} {}", word("name"), word("version"));
    let expression = word("license").replace('/', " OR ");
    let folder = Path::new(word("manifest_path")).parent().context("a package lies nowhere")?;
    let texts = texts_in(folder, &expression)?;
    if !texts.is_empty() {
        return Ok(texts.iter().map(|text| licence(&name, &expression, text)).collect());
    }
    if !expression.contains("MIT") {
        bail!("{name} ({expression}) carries no licence text: see what it asks for and add it to xtask/src/licences.rs");
    }
    let authors: Vec<&str> = package["authors"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let holders = if authors.is_empty() { format!("the authors of {}", word("name")) } else { authors.join(", ") };
    Ok(vec![Licence { package: name, expression, copyright: vec![format!("Copyright (c) {holders}")], body: MIT.to_owned() }])
}

/// The licence texts of a package. Where it leaves the choice, MIT is chosen: the shortest.
fn texts_in(folder: &Path, expression: &str) -> Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be listed: run `cargo fetch`", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let starts = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];
        if entry.path().is_file() && starts.iter().any(|start| name.to_uppercase().starts_with(start)) {
            names.push(name);
        }
    }
    names.sort();
    let is_mit = |name: &String| name.to_uppercase().contains("MIT");
    let has_choice = expression.contains(" OR ") && expression.contains("MIT") && !expression.contains(" AND ");
    if has_choice && names.iter().any(is_mit) {
        names.retain(|name| is_mit(name) || name.to_uppercase().starts_with("NOTICE"));
    }
    let read = |name: &String| fs::read(folder.join(name)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Ok(names.iter().map(read).collect::<std::io::Result<_>>()?)
}

fn of_npm(modules: &Path) -> Result<Vec<Licence>> {
    let mut found = Vec::new();
    for name in NPM {
        // Two versions of one package, of which one may have gone.
        let Ok(about) = fs::read_to_string(modules.join(name).join("package.json")) else { continue };
        let about: Value = serde_json::from_str(&about).with_context(|| format!("package.json of {name}"))?;
        let package = format!("{} {}", about["name"].as_str().unwrap_or(name), about["version"].as_str().unwrap_or_default());
        let expression = about["license"].as_str().unwrap_or_default();
        let texts = texts_in(&modules.join(name), expression)?;
        if texts.is_empty() {
            bail!("{package} carries no licence text: see what it asks for and add it to xtask/src/licences.rs");
        }
        found.extend(texts.iter().map(|text| licence(&package, expression, text)));
    }
    if found.is_empty() {
        bail!("the licences of the npm packages are not in xtask/node_modules: remove that folder and run this again");
    }
    Ok(found)
}

fn licence(package: &str, expression: &str, text: &str) -> Licence {
    let (mut copyright, mut body) = (Vec::new(), Vec::new());
    let mut is_head = true;
    for line in text.lines().map(str::trim_end) {
        let plain = line.trim();
        let is_copyright = plain.to_lowercase().starts_with("copyright (c)") || plain.to_lowercase().starts_with("copyright ");
        // Far down in a long text the word begins a sentence of it.
        is_head &= body.iter().filter(|line: &&&str| !line.is_empty()).count() < 4;
        if is_head && is_copyright {
            copyright.push(plain.to_owned());
        } else {
            body.push(line);
        }
    }
    let body = body.join("\n").trim().to_owned();
    Licence { package: package.to_owned(), expression: expression.to_owned(), copyright, body }
}

fn write(found: &[Licence]) -> String {
    // The same words broken into other lines are the same licence.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut groups: BTreeMap<String, (&str, Vec<String>)> = BTreeMap::new();
    for Licence { package, expression, copyright, body } in found {
        let mut line = format!("{package}　{expression}");
        for holder in copyright {
            line.push_str(&format!("\n    {holder}"));
        }
        let (_, lines) = groups.entry(words(body)).or_insert_with(|| (body.as_str(), Vec::new()));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    // What most packages say comes first.
    groups.sort_by_key(|(body, lines)| (std::cmp::Reverse(lines.len()), body.len(), *body));
    let mut text = String::new();
    for (body, lines) in groups {
        text.push_str(&format!("{}\n\n{body}\n\n{}\n\n", lines.join("\n"), "=".repeat(72)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_stands_once_with_everybody_who_holds_it() {
        let one = licence("a 1.0.0", "MIT", "MIT License\n\nCopyright (c) 2020 A\n\nPermission is\nhereby granted");
        let other = licence("b 2.0.0", "MIT", "MIT License\n\nCopyright (c) 2021 B\n\nPermission is hereby\ngranted\n");
        assert_eq!(one.copyright, ["Copyright (c) 2020 A"]);
        let text = write(&[one, other]);
        assert_eq!(text.matches("hereby").count(), 1);
        for said in ["a 1.0.0", "b 2.0.0", "2020 A", "2021 B"] {
            assert!(text.contains(said), "{said}");
        }
    }

    #[test]
    fn every_package_of_the_page_has_its_licence() -> Result<()> {
        let found = of_crates(machine::command("cargo"))?;
        let names: BTreeSet<&str> = found.iter().filter_map(|it| it.package.split(' ').next()).collect();
        for name in ["age", "calamine", "leptos", "rust_decimal", "serde_json", "std", "wasm-bindgen"] {
            assert!(names.contains(name), "{name}");
        }
        assert!(!names.contains("proptest") && !names.contains("shinchoku"));
        let text = write(&found);
        assert!(text.matches("THE SOFTWARE IS PROVIDED").count() < found.len() / 10, "each text stands once");
        Ok(())
    }

    #[test]
    fn what_runs_while_compiling_is_not_in_the_page() -> Result<()> {
        let metadata = serde_json::json!({
            "packages": [
                { "id": "s", "name": "shinchoku", "version": "1", "source": null, "targets": [{ "kind": ["bin"] }] },
                { "id": "u", "name": "used", "version": "1", "source": "r", "targets": [{ "kind": ["lib"] }] },
                { "id": "m", "name": "macro", "version": "1", "source": "r", "targets": [{ "kind": ["proc-macro"] }] },
                { "id": "q", "name": "of_the_macro", "version": "1", "source": "r", "targets": [{ "kind": ["lib"] }] },
                { "id": "t", "name": "for_tests", "version": "1", "source": "r", "targets": [{ "kind": ["lib"] }] },
            ],
            "resolve": { "nodes": [
                { "id": "s", "deps": [
                    { "pkg": "u", "dep_kinds": [{ "kind": null }] },
                    { "pkg": "m", "dep_kinds": [{ "kind": null }] },
                    { "pkg": "t", "dep_kinds": [{ "kind": "dev" }] },
                ] },
                { "id": "m", "deps": [{ "pkg": "q", "dep_kinds": [{ "kind": null }] }] },
            ] },
        });
        let names: Vec<&str> = in_the_wasm(&metadata)?.into_iter().filter_map(|package| package["name"].as_str()).collect();
        assert_eq!(names, ["used"]);
        Ok(())
    }
}
