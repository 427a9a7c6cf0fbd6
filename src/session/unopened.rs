//! Sealed answers that are on the key holder's device and could not be opened: kept with the reason, to be tried again.

use crate::bundle::Sealed;
use std::collections::{BTreeMap, BTreeSet};

/// Why a sealed answer stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closed {
    /// What opens answers did not run.
    NotTried,
    /// Sealed for another key, or changed on the way: the two cannot be told apart.
    CannotOpen,
    /// Opened, and no answer that this page understands whole: of a newer page.
    NotUnderstood,
    /// Inside the seal stands another survey's name than outside.
    OtherSurvey,
}

impl Closed {
    pub const ALL: [Closed; 4] = [Closed::NotTried, Closed::CannotOpen, Closed::NotUnderstood, Closed::OtherSurvey];

    fn name(self) -> &'static str {
        match self {
            Closed::NotTried => "not_tried",
            Closed::CannotOpen => "cannot_open",
            Closed::NotUnderstood => "not_understood",
            Closed::OtherSurvey => "other_survey",
        }
    }
}

/// Those of one survey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unopened(BTreeMap<Sealed, Closed>);

impl Unopened {
    pub fn put(&mut self, sealed: Sealed, why: Closed) {
        self.0.insert(sealed, why);
    }

    pub fn remove(&mut self, sealed: &Sealed) {
        self.0.remove(sealed);
    }

    pub fn sealed(&self) -> BTreeSet<Sealed> {
        self.0.keys().cloned().collect()
    }

    pub fn has(&self, sealed: &Sealed) -> bool {
        self.0.contains_key(sealed)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many are closed for each reason; a reason without any is left out.
    pub fn counts(&self) -> Vec<(Closed, usize)> {
        let count = |why: Closed| (why, self.0.values().filter(|&&other| other == why).count());
        Closed::ALL.into_iter().map(count).filter(|(_, n)| *n > 0).collect()
    }

    /// An answer a line; `None` for none at all.
    pub fn text(&self) -> Option<String> {
        let lines: Vec<String> = self.0.iter().map(|(sealed, why)| format!("{}\t{}", why.name(), sealed.to_line())).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// A reason of a newer page counts as not tried: the answer is what must not be lost.
    pub fn read(text: &str) -> Self {
        let answer = |line: &str| {
            let (why, sealed) = line.split_once('\t')?;
            let why = Closed::ALL.into_iter().find(|known| known.name() == why).unwrap_or(Closed::NotTried);
            Some((Sealed::from_line(sealed)?, why))
        };
        Unopened(text.lines().filter_map(answer).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SurveyId;

    fn sealed(byte: u8) -> Sealed {
        Sealed { survey: SurveyId::new("2023").unwrap(), bytes: vec![byte; 40] }
    }

    #[test]
    fn what_could_not_be_opened_is_there_again_with_its_reason() {
        let mut unopened = Unopened::default();
        assert_eq!(unopened.text(), None);
        Closed::ALL.into_iter().zip(1..).for_each(|(why, byte)| unopened.put(sealed(byte), why));
        unopened.put(sealed(9), Closed::CannotOpen);
        let mut again = Unopened::read(&unopened.text().unwrap());
        assert_eq!(again, unopened);
        assert_eq!(again.counts()[1], (Closed::CannotOpen, 2));
        let of_a_newer_page = unopened.text().unwrap().replace("other_survey\t", "other_planet\t");
        assert_eq!(Unopened::read(&of_a_newer_page).sealed(), unopened.sealed());
        unopened.sealed().iter().for_each(|it| again.remove(it));
        assert!(again.is_empty());
    }
}
