//! Rows that are shown anew: which of them stood there before, and which of those may stay where they are.

use std::collections::HashMap;

/// Where each row stood before, if it did, by what the rows are about: those at the beginning and at the end by their place, the
/// others wherever they are found.
pub fn places(before: &[&str], after: &[&str]) -> Vec<Option<usize>> {
    let n_first = before.iter().zip(after).take_while(|(old, new)| old == new).count();
    let (old, new) = (&before[n_first..], &after[n_first..]);
    let n_last = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - n_last], &new[..new.len() - n_last]);
    let mut others: HashMap<&str, Vec<usize>> = HashMap::new();
    // The first of several is found first.
    for (at, subject) in old.iter().enumerate().rev() {
        others.entry(subject).or_default().push(n_first + at);
    }
    let between = new.iter().map(|subject| others.get_mut(subject)?.pop());
    let last = before.len() - n_last..before.len();
    (0..n_first).map(Some).chain(between).chain(last.map(Some)).collect()
}

/// Which of the rows may stay where they are while the others are put between them: as many as possible.
pub fn in_order(places: &[Option<usize>]) -> Vec<bool> {
    // For each length, the end of that many rows in order: of all such ends the one that stood furthest up.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut above: Vec<Option<usize>> = vec![None; places.len()];
    for (at, place) in places.iter().enumerate() {
        let Some(place) = *place else { continue };
        let length = ends.partition_point(|(end, _)| *end < place);
        above[at] = length.checked_sub(1).map(|shorter| ends[shorter].1);
        match ends.get_mut(length) {
            Some(end) => *end = (place, at),
            None => ends.push((place, at)),
        }
    }
    let mut stays = vec![false; places.len()];
    let mut next = ends.last().map(|(_, at)| *at);
    while let Some(at) = next {
        stays[at] = true;
        next = above[at];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Where each row stood, with a star at those that have to move or are new.
    fn moves(before: &str, after: &str) -> String {
        let (before, after) = (letters(before), letters(after));
        let places = places(&before, &after);
        let shown = |(place, stays): (&Option<usize>, bool)| match place {
            Some(place) => format!("{place}{}", if stays { "" } else { "*" }),
            None => "*".to_owned(),
        };
        places.iter().zip(in_order(&places)).map(shown).collect::<Vec<_>>().join(" ")
    }

    fn letters(text: &str) -> Vec<&str> {
        (0..text.len()).map(|at| &text[at..=at]).collect()
    }

    #[test]
    fn a_row_keeps_its_place_where_the_others_allow_it() {
        assert_eq!(moves("", "abc"), "* * *");
        assert_eq!(moves("abc", "abcde"), "0 1 2 * *");
        assert_eq!(moves("abcde", "abde"), "0 1 3 4");
        assert_eq!(moves("abcdef", "aecdbf"), "0 4* 2 3 1* 5");
        assert_eq!(moves("abcdef", "fabcde"), "5* 0 1 2 3 4");
        assert_eq!(moves("abc", "axc"), "0 * 2");
        assert_eq!(moves("abc", ""), "");
    }

    #[test]
    fn rows_about_the_same_are_found_in_their_order_and_each_once() {
        assert_eq!(moves("xaya", "aazx"), "1 3 * 0*");
        assert_eq!(moves("aa", "aaa"), "0 1 *");
        assert_eq!(moves("aab", "ab"), "0 2");
    }

    proptest! {
        /// As the list does it: who is gone leaves, and who may not stay is put behind the row above.
        #[test]
        fn the_rows_end_in_the_order_that_was_asked_for(before in "[a-f]{0,12}", after in "[a-f]{0,12}") {
            let (old, new) = (letters(&before), letters(&after));
            let places = places(&old, &new);
            // Each as (where it stood, what it is about); new ones stood nowhere.
            let mut page: Vec<(Option<usize>, &str)> = old.iter().enumerate().map(|(at, row)| (Some(at), *row)).collect();
            page.retain(|(at, _)| places.contains(at));
            let mut n_below = 0;
            for ((place, row), stays) in places.iter().zip(&new).zip(in_order(&places)) {
                if stays {
                    n_below = 1 + page.iter().position(|(at, _)| at == place).expect("it stood there");
                } else {
                    let before = page.iter().position(|(at, _)| place.is_some() && at == place);
                    if let Some(before) = before {
                        page.remove(before);
                        n_below -= usize::from(before < n_below);
                    }
                    page.insert(n_below, (*place, row));
                    n_below += 1;
                }
            }
            prop_assert_eq!(page.iter().map(|(_, row)| *row).collect::<Vec<_>>(), new);
        }
    }
}
