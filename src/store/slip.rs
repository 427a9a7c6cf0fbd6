//! A small slot beside the programmes: named values, of which the one written last counts.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// How many removed names are remembered. One that is forgotten may come back from an old copy, which loses nothing.
const MOST_REMOVED: usize = 200;

/// Named values, each with the number of the change that wrote it.
///
/// Two tabs write them without knowing of each other, and either storage may be behind. So copies are joined name by
/// name: what one tab wrote never takes away what another wrote under another name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Slip {
    /// `null`: removed.
    entries: BTreeMap<String, (u64, Value)>,
}

impl Slip {
    pub fn values(&self) -> Map<String, Value> {
        let present = self.entries.iter().filter(|(_, (_, value))| !value.is_null());
        present.map(|(name, (_, value))| (name.clone(), value.clone())).collect()
    }

    /// Writes what differs from the present values.
    pub fn change(&mut self, values: Map<String, Value>) {
        let number = self.entries.values().map(|(number, _)| number + 1).max().unwrap_or(1);
        let before = self.values();
        for name in before.keys().filter(|name| !values.contains_key(*name)) {
            self.entries.insert(name.clone(), (number, Value::Null));
        }
        for (name, value) in values {
            if before.get(&name) != Some(&value) {
                self.entries.insert(name, (number, value));
            }
        }
        self.forget_removed();
    }

    pub fn join(&mut self, other: &Slip) {
        for (name, theirs) in &other.entries {
            // Of two values of one number any will do, as long as it is the same in all copies.
            let is_later = |ours: &(u64, Value)| (theirs.0, theirs.1.to_string()) > (ours.0, ours.1.to_string());
            if self.entries.get(name).is_none_or(is_later) {
                self.entries.insert(name.clone(), theirs.clone());
            }
        }
    }

    fn forget_removed(&mut self) {
        let mut removed: Vec<u64> = self.entries.values().filter(|(_, value)| value.is_null()).map(|(number, _)| *number).collect();
        if removed.len() > MOST_REMOVED {
            removed.sort_unstable();
            let oldest = removed[removed.len() - MOST_REMOVED];
            self.entries.retain(|_, (number, value)| !value.is_null() || *number >= oldest);
        }
    }

    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("its names are texts")
    }

    /// `None` where the text is damaged.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(values: &[(&str, &str)]) -> Slip {
        let mut slip = Slip::default();
        set(&mut slip, values);
        slip
    }

    fn set(slip: &mut Slip, values: &[(&str, &str)]) {
        let mut all = slip.values();
        all.extend(values.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))));
        slip.change(all);
    }

    fn remove(slip: &mut Slip, name: &str) {
        let mut all = slip.values();
        all.remove(name);
        slip.change(all);
    }

    #[test]
    fn copies_come_together_in_any_order() {
        let base = slip(&[("a", "1"), ("b", "1")]);
        let (mut one, mut other) = (base.clone(), base);
        set(&mut one, &[("c", "from one")]);
        remove(&mut one, "a");
        set(&mut other, &[("b", "2")]);
        let joined = |first: &Slip, second: &Slip| {
            let mut joined = first.clone();
            joined.join(second);
            joined
        };
        let both = joined(&one, &other);
        assert_eq!(both, joined(&other, &one));
        assert_eq!(both, joined(&both, &one));
        let values: Vec<_> = both.values().into_iter().map(|(name, value)| format!("{name} {value}")).collect();
        assert_eq!(values, [r#"b "2""#, r#"c "from one""#]);
        assert_eq!(Slip::read(&both.text()), Some(both));
    }

    #[test]
    fn removed_names_do_not_pile_up() {
        let mut slip = slip(&[("stays", "1")]);
        for n in 0..1_000 {
            set(&mut slip, &[(&n.to_string(), "x")]);
            remove(&mut slip, &n.to_string());
        }
        assert_eq!(slip.values().len(), 1);
        assert_eq!(slip.entries.len(), 1 + MOST_REMOVED);
    }
}
