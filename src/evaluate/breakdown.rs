//! Small groups: what of a table by department may be shown.
//!
//! Provisional, and deliberately on the safe side: one table by department against its city-wide total. Attributes, the
//! department tree and earlier editions come with the suppression over a whole published set.

/// Something that only a group of enough people shows. What is hidden is not in here, so no page can leak it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disclosure<T> {
    Shown(T),
    /// One mark whatever the reason: 非表示（少人数）.
    Hidden,
}

impl<T> Disclosure<T> {
    pub fn shown(&self) -> Option<&T> {
        match self {
            Disclosure::Shown(value) => Some(value),
            Disclosure::Hidden => None,
        }
    }

    pub(super) fn of(is_hidden: bool, value: impl FnOnce() -> T) -> Self {
        if is_hidden { Disclosure::Hidden } else { Disclosure::Shown(value()) }
    }
}

/// A group of answering people, and whether its answers by themselves would give somebody away.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) n_people: u64,
    pub(super) is_telling: bool,
}

/// Which groups to hide, in their order: those that tell, and the next smallest until what total − shown leaves is again a
/// group of at least `minimum` people in two groups or more.
pub(super) fn hidden(groups: &[Group], minimum: u64) -> Vec<bool> {
    let mut is_hidden: Vec<bool> = groups.iter().map(|group| group.is_telling).collect();
    loop {
        let people = |is_hidden: &[bool]| -> Vec<u64> {
            let hidden = groups.iter().zip(is_hidden).filter(|(_, is_hidden)| **is_hidden);
            hidden.map(|(group, _)| group.n_people).filter(|&n_people| n_people > 0).collect()
        };
        let hidden_people = people(&is_hidden);
        // Nobody answered in any of them: there is nothing to work out.
        if hidden_people.is_empty() || (hidden_people.len() >= 2 && hidden_people.iter().sum::<u64>() >= minimum) {
            return is_hidden;
        }
        let smallest_shown = (0..groups.len()).filter(|&at| !is_hidden[at]).min_by_key(|&at| groups[at].n_people);
        let Some(at) = smallest_shown else { return is_hidden };
        is_hidden[at] = true;
    }
}

/// All, or all but one, gave one answer: a member of the group would know what the others said.
pub(super) fn is_nearly_unanimous(counts: &[u64]) -> bool {
    let n_answers: u64 = counts.iter().sum();
    counts.iter().any(|&count| count > 0 && count + 1 >= n_answers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden_of<const N: usize>(sizes: [u64; N]) -> [bool; N] {
        let groups = sizes.map(|n_people| Group { n_people, is_telling: n_people < 10 });
        hidden(&groups, 10).try_into().unwrap()
    }

    #[test]
    fn nothing_is_hidden_where_every_group_is_big_enough() {
        assert_eq!(hidden_of([10, 25, 40]), [false, false, false]);
    }

    #[test]
    fn a_single_small_group_takes_the_next_smallest_with_it() {
        assert_eq!(hidden_of([40, 4, 25, 11]), [false, true, false, true]);
    }

    #[test]
    fn small_groups_that_are_small_together_take_another_one_too() {
        assert_eq!(hidden_of([2, 3, 25, 12]), [true, true, false, true]);
        assert_eq!(hidden_of([5, 5, 25, 12]), [true, true, false, false]);
    }

    #[test]
    fn groups_without_answers_protect_nobody_and_need_no_company() {
        assert_eq!(hidden_of([0, 25, 40]), [true, false, false]);
        assert_eq!(hidden_of([0, 4, 25, 40]), [true, true, true, false]);
    }

    #[test]
    fn what_cannot_be_protected_is_hidden_altogether() {
        assert_eq!(hidden_of([4, 25]), [true, true]);
        assert_eq!(hidden_of([4]), [true]);
    }

    #[test]
    fn one_voice_against_the_rest_is_nearly_unanimous() {
        for (counts, expected) in [([12, 0, 0], true), ([11, 1, 0], true), ([10, 2, 0], false), ([0, 0, 0], false)] {
            assert_eq!(is_nearly_unanimous(&counts), expected, "{counts:?}");
        }
    }
}
