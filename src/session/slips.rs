//! 整理番号: which slip codes were given out, and which were used. The key holder's device keeps hashes only.

use crate::bundle::SlipCode;
use std::collections::BTreeMap;

/// The codes of one survey by hash, with whether each was used. Which answer used it stands nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slips(BTreeMap<String, Use>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Open,
    Used,
}

/// Why an answer is not covered by a slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCovered {
    Missing,
    Unknown,
    Used,
}

impl NotCovered {
    /// As it stands in the decision, where the secretariat may let the answer in all the same.
    pub fn words(self) -> &'static str {
        match self {
            NotCovered::Missing => "整理番号がない回答",
            NotCovered::Unknown => "配っていない整理番号の回答",
            NotCovered::Used => "同じ整理番号の2件目の回答",
        }
    }
}

impl Slips {
    pub fn add(&mut self, code: &SlipCode) {
        self.0.entry(code.hash()).or_insert(Use::Open);
    }

    pub fn n_given_out(&self) -> usize {
        self.0.len()
    }

    pub fn n_used(&self) -> usize {
        self.0.values().filter(|&&state| state == Use::Used).count()
    }

    /// Marks the code as used. Something where the answer must not count by itself.
    pub fn use_up(&mut self, code: Option<&SlipCode>) -> Option<NotCovered> {
        let Some(code) = code else { return Some(NotCovered::Missing) };
        match self.0.get_mut(&code.hash()) {
            None => Some(NotCovered::Unknown),
            Some(Use::Used) => Some(NotCovered::Used),
            Some(state @ Use::Open) => {
                *state = Use::Used;
                None
            }
        }
    }

    /// Those of both; used here or there is used.
    pub fn joined(mut self, other: Slips) -> Slips {
        for (hash, state) in other.0 {
            let own = self.0.entry(hash).or_insert(state);
            if state == Use::Used {
                *own = Use::Used;
            }
        }
        self
    }

    /// One line, with a blank between two codes.
    pub fn text(&self) -> String {
        let word = |(hash, state): (&String, &Use)| format!("{}{hash}", if *state == Use::Used { "*" } else { "" });
        self.0.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    pub fn read(text: &str) -> Self {
        let code = |word: &str| match word.strip_prefix('*') {
            Some(hash) => (hash.to_owned(), Use::Used),
            None => (word.to_owned(), Use::Open),
        };
        Slips(text.split_whitespace().map(code).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_covers_one_answer_and_leaves_no_code_behind() {
        let code = SlipCode::from_bits(12_345);
        let mut slips = Slips::default();
        slips.add(&code);
        assert_eq!(slips.use_up(None), Some(NotCovered::Missing));
        assert_eq!(slips.use_up(Some(&SlipCode::from_bits(1))), Some(NotCovered::Unknown));
        assert_eq!(slips.use_up(Some(&code)), None);
        assert_eq!(slips.use_up(Some(&code)), Some(NotCovered::Used));
        assert_eq!((slips.n_given_out(), slips.n_used()), (1, 1));
        assert!(!slips.text().contains(&code.to_string()));
        assert_eq!(Slips::read(&slips.text()), slips);
        let fresh = Slips::read(&slips.text().replace('*', ""));
        assert_eq!(fresh.clone().joined(slips.clone()), slips.clone().joined(fresh));
        // A code that is given out again stays used.
        slips.add(&code);
        assert_eq!(slips.n_used(), 1);
    }
}
