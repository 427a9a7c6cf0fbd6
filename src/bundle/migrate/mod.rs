//! Frozen steps from every older version to the next: one file each, never edited after release.

use super::VERSION;
use std::borrow::Cow;

/// Turns the text of one version into the text of the next.
type Step = fn(&str) -> String;

/// `STEPS[0]` leads from version 1 to version 2.
const STEPS: &[Step] = &[];

/// The text in this page's version. `version` is not newer than it.
pub(super) fn to_current(text: &str, version: u64) -> Cow<'_, str> {
    let n_steps = usize::try_from(VERSION - version).unwrap_or(usize::MAX).min(STEPS.len());
    STEPS[STEPS.len() - n_steps..].iter().fold(Cow::Borrowed(text), |text, step| Cow::Owned(step(&text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_older_version_has_its_step() {
        assert_eq!(STEPS.len() as u64 + 1, VERSION);
    }
}
