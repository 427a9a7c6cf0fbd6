//! Changing the order of a list: which places are to be written so that people see it so.

use super::*;

impl Tables {
    /// The entries that bring the record at `from` to the place `to` of a list that is shown in this order.
    ///
    /// One entry, but where the places around leave no room (records without one, two copies inserted at one place): then the
    /// whole list gets new ones.
    pub fn move_in(&self, list: &[Record], from: usize, to: usize) -> Vec<Entry> {
        if from >= list.len() || to >= list.len() || from == to {
            return Vec::new();
        }
        let mut wanted = list.to_vec();
        let moved = wanted.remove(from);
        wanted.insert(to, moved.clone());
        let place = |at: usize| self.positions.get(&wanted[at]);
        let (low, high) = (to.checked_sub(1).map(place), wanted.get(to + 1).map(|_| place(to + 1)));
        let between = match (low, high) {
            // A neighbour without a place stands at the end, where nothing can be said about it.
            (Some(None), _) | (_, Some(None)) => None,
            // Two copies inserted at one place: nothing fits between.
            (Some(Some(low)), Some(Some(high))) if low >= high => None,
            (low, high) => Position::between(low.flatten(), high.flatten()),
        };
        match between {
            Some(position) => vec![Entry::Position(moved, position)],
            None => numbered(wanted),
        }
    }

    /// The entries that put new records behind the last of a list, in their order: of places behind it, or where a place would
    /// grow too long, new ones for all.
    pub fn append_to(&self, list: &[Record], new: impl IntoIterator<Item = Record>) -> Vec<Entry> {
        let mut last = list.iter().filter_map(|record| self.positions.get(record)).max().cloned();
        // Records without a place stand at the end: with new ones behind them they need one.
        let homeless = list.iter().filter(|record| self.positions.get(record).is_none()).cloned();
        let new: Vec<Record> = new.into_iter().collect();
        let behind = homeless.chain(new.iter().cloned()).map(|record| {
            last = Some(Position::between(last.as_ref(), None)?);
            last.clone().map(|place| Entry::Position(record, place))
        });
        behind.collect::<Option<_>>().unwrap_or_else(|| numbered(list.iter().cloned().chain(new).collect()))
    }

    /// The entries that put new records right behind another of the list, in their order.
    pub fn put_behind(&self, list: &[Record], new: &[Record], behind: &Record) -> Vec<Entry> {
        let Some(at) = list.iter().position(|other| other == behind) else { return self.append_to(list, new.iter().cloned()) };
        let mut wanted = list.to_vec();
        wanted.splice(at + 1..at + 1, new.iter().cloned());
        let high = list.get(at + 1).map(|record| self.positions.get(record));
        let mut low = self.positions.get(behind).cloned().filter(|_| high != Some(None));
        let mut entries = Vec::new();
        for record in new {
            low = low.and_then(|low| Position::between(Some(&low), high.flatten()));
            match &low {
                Some(place) => entries.push(Entry::Position(record.clone(), place.clone())),
                None => return numbered(wanted),
            }
        }
        entries
    }
}

/// New places for a whole list.
fn numbered(list: Vec<Record>) -> Vec<Entry> {
    let places = Position::spread(list.len());
    list.into_iter().zip(places).map(|(record, place)| Entry::Position(record, place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Dot, Writer};

    fn record(name: &str) -> Record {
        Record::Pillar(PillarId::new(name).unwrap())
    }

    fn write(tables: &mut Tables, entries: Vec<Entry>) {
        for entry in entries {
            let n = tables.positions.len() as u64
                + 1000
                + tables.positions.cells().map(|(_, cell)| cell.siblings()[0].dot.n).max().unwrap_or(0);
            tables.write(entry, Dot { writer: Writer::from_bits(1), n }, None);
        }
    }

    fn order(tables: &Tables) -> Vec<Record> {
        tables.listed_pillars().into_iter().map(|(id, _)| Record::Pillar(id.clone())).collect()
    }

    fn four() -> Tables {
        let mut tables = Tables::default();
        for name in ["a", "b", "c", "d"] {
            let pillar =
                Pillar { number: String::new(), name: Trust::Confirmed(name.to_owned()), summary: String::new(), role: PillarRole::Pillar };
            write(&mut tables, vec![Entry::Pillar(PillarId::new(name).unwrap(), pillar)]);
        }
        tables
    }

    #[test]
    fn a_list_without_places_gets_them_and_then_one_entry_moves_a_record() {
        let mut tables = four();
        let first = tables.move_in(&order(&tables), 3, 0);
        assert_eq!(first.len(), 4);
        write(&mut tables, first);
        assert_eq!(order(&tables), ["d", "a", "b", "c"].map(record));
        let second = tables.move_in(&order(&tables), 0, 2);
        assert_eq!(second.len(), 1);
        write(&mut tables, second);
        assert_eq!(order(&tables), ["a", "b", "d", "c"].map(record));
        let third = tables.move_in(&order(&tables), 0, 3);
        assert_eq!(third.len(), 1);
        write(&mut tables, third);
        assert_eq!(order(&tables), ["b", "d", "c", "a"].map(record));
        assert_eq!(tables.move_in(&order(&tables), 2, 9), []);
    }

    #[test]
    fn two_copies_at_one_place_are_told_apart_by_what_is_put_between_them() {
        let mut tables = four();
        let at = |name: &str, place: &str| Entry::Position(record(name), Position::new(place).unwrap());
        write(&mut tables, vec![at("a", "5"), at("b", "5"), at("c", "7"), at("d", "8")]);
        let between = tables.move_in(&order(&tables), 2, 1);
        write(&mut tables, between);
        assert_eq!(order(&tables), ["a", "c", "b", "d"].map(record));
    }

    #[test]
    fn a_list_of_thousands_is_added_to_in_order() {
        let list: Vec<Record> = (0..1200).map(|n| record(&format!("n{n:04}"))).collect();
        let mut tables = Tables::default();
        let place = Position::new(&"z".repeat(64)).unwrap();
        tables.write(Entry::Position(list[1199].clone(), place), Dot { writer: Writer::from_bits(1), n: 1 }, None);
        let entries = tables.append_to(&list, [record("new")]);
        let places: Vec<(&Record, &Position)> = entries
            .iter()
            .map(|entry| match entry {
                Entry::Position(record, place) => (record, place),
                other => panic!("{other:?}"),
            })
            .collect();
        assert!(places.iter().map(|(record, _)| *record).eq(list.iter().chain([&record("new")])), "no place is left behind the last");
        assert!(places.is_sorted_by(|a, b| a.1 < b.1));
    }

    #[test]
    fn new_records_come_last_or_right_behind_one() {
        let mut tables = four();
        let shown = order(&tables);
        write(&mut tables, Tables::default().append_to(&[], shown[..2].to_vec()));
        // c and d have no place yet; they keep standing before what comes behind them.
        let new = tables.append_to(&order(&tables), [record("e")]);
        assert_eq!(new.len(), 3);
        write(&mut tables, new);
        assert!(tables.positions.get(&record("d")) < tables.positions.get(&record("e")));
        let behind = tables.put_behind(&order(&tables), &[record("x")], &record("a"));
        let [Entry::Position(_, place)] = &behind[..] else { panic!("{behind:?}") };
        assert!(Some(place) > tables.positions.get(&record("a")) && Some(place) < tables.positions.get(&record("b")));
    }
}
