//! Another office program opens our workbooks: LibreOffice, without a screen. `cargo xtask test` installs it and runs these.

use crate::{
    follow_up::{reported, talked_about},
    forms::{ojiya, order, workbook},
    package::Package,
};
use shinchoku::{
    sheetfile::xlsx,
    ui::forms::{self, Paper},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
};

/// A folder of its own for each test: LibreOffice serves one profile at a time.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workbooks").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Two that start for the first time at the same moment may crash, each with a profile of its own.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn convert(folder: &Path, file: &str, to: &str) -> PathBuf {
    let _only = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let out = folder.join("converted");
    let kind = to.split(':').next().unwrap();
    let converted = out.join(file).with_extension(kind);
    let mut said = String::new();
    // Whether it crashes is its own affair, and what it makes of the file is ours.
    for profile in ["profile", "second-profile"] {
        let output = Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}", folder.join(profile).display()))
            .args(["--headless", "--norestore", "--convert-to", to, "--outdir"])
            .arg(&out)
            .arg(folder.join(file))
            .output()
            .expect("LibreOffice is installed: apt-get install libreoffice-calc-nogui");
        if converted.exists() {
            return converted;
        }
        said.push_str(&String::from_utf8_lossy(&output.stderr));
    }
    panic!("{file} did not become {kind}: {said}");
}

/// Without blanks and line breaks: a page breaks lines where it likes.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
#[ignore = "needs LibreOffice and pdftotext"]
fn a_workbook_that_libreoffice_saved_comes_back() {
    let (ours, program) = ojiya();
    let folder = folder("saved");
    let mut package = Package::open(&workbook(&ours, &program, &order(Paper::Sheets(Vec::new()))));
    package.type_into("passage|O1|2023|action@", "=1+1\n－二行目");
    package.type_into("figure|O1-1|2023|@", "4");
    fs::write(folder.join("forms.xlsx"), package.close()).unwrap();
    let saved = fs::read(convert(&folder, "forms.xlsx", "xlsx")).unwrap();
    let returned = forms::read_workbook(&ours, &saved).unwrap().expect("LibreOffice keeps the hidden sheet and the names");
    assert_eq!(returned.unread, []);
    let own = forms::read_workbook(&ours, &package.close()).unwrap().unwrap();
    assert_eq!(returned.entries, own.entries, "what it saved says what was typed, and nothing else");
    assert_eq!(own.entries.len(), 2);
}

#[test]
#[ignore = "needs LibreOffice and pdftotext"]
fn what_libreoffice_prints_is_all_of_the_form() {
    let folder = folder("printed");
    let all = |name, paper| (name, ojiya(), paper);
    for (name, (ours, program), paper) in [
        all("sheets", Paper::Sheets(Vec::new())),
        all("blank", Paper::BlankSheets(Vec::new())),
        all("measures", Paper::Measures),
        all("indicators", Paper::Indicators),
        all("summary", Paper::Summary),
        ("talked_about", talked_about(), Paper::Sheets(Vec::new())),
        ("reports", reported(), Paper::Reports(None)),
    ] {
        let order = order(paper);
        let tables = &ours.program(&program).unwrap().tables;
        fs::write(folder.join(format!("{name}.xlsx")), workbook(&ours, &program, &order)).unwrap();
        let pdf = convert(&folder, &format!("{name}.xlsx"), "pdf");
        let output = Command::new("pdftotext").args(["-raw"]).arg(&pdf).arg("-").output().expect("poppler-utils is installed");
        let printed = letters(&String::from_utf8(output.stdout).unwrap());
        let mut n_texts = 0;
        for page in forms::pages(tables, &program, &order) {
            for cell in page.blocks.iter().flat_map(|block| &block.rows).flatten() {
                // A cell may go on behind the foot of a page: each of its lines is looked for by its beginning.
                for line in cell.content.shown().lines().map(letters).filter(|line| !line.is_empty()) {
                    let beginning: String = line.chars().take(8).collect();
                    assert!(printed.contains(&beginning), "{name}: «{beginning}» of «{line}» is not printed");
                    n_texts += 1;
                }
            }
        }
        assert!(n_texts > 10, "{name}: {n_texts}");
    }
    let (ours, program) = ojiya();
    let bytes = workbook(&ours, &program, &order(Paper::Sheets(Vec::new())));
    assert_eq!(xlsx::read_tables(&bytes).unwrap().iter().filter(|sheet| !sheet.is_hidden).count(), 7);
}
