//! A pasted list of 所属: one a line, what is indented (or stands in a further column) below the line above.

/// One line of the list: the unit's name and the line its parent stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedUnit {
    pub name: String,
    pub parent: Option<usize>,
}

/// Reads the list. Blank lines say nothing; a tab, two blanks or a full-width one indent; cells copied from a sheet are a path:
/// `総務部⇥人事課` is 人事課 below 総務部, and an empty first cell means the one above.
pub fn read_units(text: &str) -> Vec<TypedUnit> {
    let mut units: Vec<TypedUnit> = Vec::new();
    // What the next line may stand below: how far each was indented, and its place in the list.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for line in text.lines() {
        let bare = line.trim_start_matches(is_blank);
        if bare.trim().is_empty() {
            continue;
        }
        let indent: usize = line[..line.len() - bare.len()].chars().map(width).sum();
        let names = bare.split('\t').map(str::trim).enumerate().filter(|(_, name)| !name.is_empty());
        for (column, name) in names {
            let indent = indent + 2 * column;
            open.retain(|(other, _)| *other < indent);
            let parent = open.last().map(|(_, place)| *place);
            let known = units.iter().position(|unit| unit.name == name && unit.parent == parent);
            let place = known.unwrap_or_else(|| {
                units.push(TypedUnit { name: name.to_owned(), parent });
                units.len() - 1
            });
            open.push((indent, place));
        }
    }
    units
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\t' | '・')
}

fn width(c: char) -> usize {
    match c {
        '\t' | '\u{3000}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let units = read_units(text);
        let path = |mut at: usize| {
            let mut path = vec![units[at].name.clone()];
            while let Some(parent) = units[at].parent {
                path.insert(0, units[parent].name.clone());
                at = parent;
            }
            path.join("/")
        };
        assert_eq!((0..units.len()).map(path).collect::<Vec<_>>().join(" "), expected, "{text:?}");
    }

    #[test]
    fn indentation_by_tabs_blanks_or_full_width_blanks_makes_a_tree() {
        check("総務部\n\t人事課\n\t総務課\n企画部\n", "総務部 総務部/人事課 総務部/総務課 企画部");
        check("総務部\n　人事課\n　　人事係\n　総務課", "総務部 総務部/人事課 総務部/人事課/人事係 総務部/総務課");
        check("総務部\n  人事課\r\n\n 企画課", "総務部 総務部/人事課 総務部/企画課");
        check("  人事課\n総務部", "人事課 総務部");
    }

    #[test]
    fn columns_of_a_sheet_are_a_path_and_a_repeated_parent_is_one() {
        check("総務部\t人事課\n総務部\t総務課\n企画部\t企画課", "総務部 総務部/人事課 総務部/総務課 企画部 企画部/企画課");
        check("総務部\t人事課\n\t総務課", "総務部 総務部/人事課 総務部/総務課");
        check("人事課\n人事課", "人事課");
        check("", "");
    }
}
