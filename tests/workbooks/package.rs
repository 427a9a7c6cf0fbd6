//! An .xlsx file taken apart, to be changed as a person would change it: by another hand than the writer's.

use std::io::{Cursor, Read, Write};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

pub struct Package(Vec<(String, String)>);

impl Package {
    pub fn open(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = Vec::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let (name, mut text) = (file.name().unwrap().into_owned(), String::new());
            file.read_to_string(&mut text).unwrap();
            parts.push((name, text));
        }
        Package(parts)
    }

    pub fn part(&self, name: &str) -> &str {
        self.0.iter().find(|(it, _)| it == name).map(|(_, text)| text.as_str()).unwrap_or_else(|| panic!("no part {name}"))
    }

    fn part_mut(&mut self, name: &str) -> &mut String {
        self.0.iter_mut().find(|(it, _)| it == name).map(|(_, text)| text).unwrap()
    }

    pub fn sheets(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")).map(|(_, text)| text.as_str())
    }

    /// Whether any cell is a formula.
    pub fn has_formula(&self) -> bool {
        self.sheets().any(|sheet| sheet.contains("<f>") || sheet.contains("<f "))
    }

    /// Types a text into the cell whose key begins so.
    pub fn type_into(&mut self, key: &str, text: &str) {
        // The hidden sheet is the last one; its rows are name, key, fingerprint.
        let strings: Vec<String> = between(self.part("xl/sharedStrings.xml"), "<si>", "</si>").map(|it| inner(it).to_owned()).collect();
        let n_sheets = self.sheets().count();
        let keys = self.part(&format!("xl/worksheets/sheet{n_sheets}.xml")).to_owned();
        let string = |cell: &str| strings[inner(cell).parse::<usize>().unwrap()].clone();
        let name = between(&keys, "<row ", "</row>")
            .map(|row| between(row, "<v>", "</v>").map(|it| string(&format!("<v>{it}</v>"))).collect::<Vec<_>>())
            .find(|cells| cells.get(1).is_some_and(|it| it.starts_with(key)))
            .unwrap_or_else(|| panic!("no key {key}"))[0]
            .clone();
        let book = self.part("xl/workbook.xml").to_owned();
        let place = book.split(&format!("<definedName name=\"{name}\">")).nth(1).unwrap().split('<').next().unwrap().to_owned();
        let (sheet, address) = place.rsplit_once('!').unwrap();
        let sheet = sheet.trim_matches('\'').replace("&amp;", "&");
        let names: Vec<&str> = book.split("<sheet name=\"").skip(1).map(|it| it.split('"').next().unwrap()).collect();
        let number = names.iter().position(|it| *it == sheet).unwrap() + 1;
        let address = address.replace('$', "");
        let xml = self.part_mut(&format!("xl/worksheets/sheet{number}.xml"));
        let start = xml.find(&format!("<c r=\"{address}\"")).unwrap_or_else(|| panic!("no cell {address}"));
        let head_end = xml[start..].find('>').unwrap() + start;
        let is_empty = xml[..head_end].ends_with('/');
        let end = if is_empty { head_end + 1 } else { xml[start..].find("</c>").unwrap() + start + 4 };
        let style = between(&xml[start..head_end], "s=\"", "\"").next().unwrap_or("0").to_owned();
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let cell = format!("<c r=\"{address}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{escaped}</t></is></c>");
        xml.replace_range(start..end, &cell);
    }

    pub fn close(&self) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in &self.0 {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }
}

fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).filter_map(move |rest| rest.split(end).next())
}

/// The text within the innermost element.
fn inner(element: &str) -> &str {
    let from = element.find('>').map_or(0, |at| at + 1);
    element[from..].split('<').next().unwrap_or_default()
}
