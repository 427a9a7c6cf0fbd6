//! No keystroke disappears: every accepted edit is found afterwards, conflicts settle and stay settled, and no clock decides.

mod world;

use proptest::prelude::*;
use shinchoku::{domain::Workspace, merge::join, register::Dot};
use std::collections::BTreeSet;
use world::{Clocks, N_CELLS, World, canonical, has_seen, n_cases, shown};

fn config(usual: u32) -> ProptestConfig {
    ProptestConfig { cases: n_cases(usual), failure_persistence: None, ..ProptestConfig::default() }
}

fn numbers() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 2..80)
}

proptest! {
    #![proptest_config(config(1_000))]

    /// An edit is a value, one of the values of a conflict, or history: somebody who saw it wrote over it, and that change
    /// is found in turn. While the change that replaced a settled value is shown, it carries that value as `before`.
    #[test]
    fn every_accepted_edit_is_found_afterwards(numbers in numbers()) {
        let world = World::lived(&numbers, Clocks::None, true);
        let all = world.everything();
        let values: BTreeSet<Dot> = (0..N_CELLS).flat_map(|cell| shown(&all, cell)).map(|(_, dot, _)| dot).collect();
        let history: BTreeSet<Dot> = world.replaced_by.values().flatten().copied().collect();
        for dot in world.replaced_by.keys() {
            let (is_value, is_history) = (values.contains(dot), history.contains(dot));
            prop_assert!(is_value || is_history, "lost: {:?}", dot);
            prop_assert!(!(is_value && is_history), "resurrected: {:?}", dot);
        }
        for dot in &values {
            prop_assert!(world.replaced_by.contains_key(dot), "phantom: {:?}", dot);
        }
        for cell in 0..N_CELLS - 1 {
            for (text, dot, before) in shown(&all, cell) {
                prop_assert!(world.written.contains(&(cell, text.clone())), "{text} was never written in {cell}");
                if let [replaced] = world.replaced_by[&dot][..] {
                    let before = before.expect("what was settled before is told");
                    prop_assert!(world.written.contains(&(cell, before.clone())));
                    if before.starts_with("token") {
                        prop_assert!(world.replaced_by.contains_key(&replaced));
                    }
                }
            }
        }
    }

    /// Two people settle one conflict, each in their own way or in the same, and exchange again.
    #[test]
    fn settling_a_conflict_twice_is_quiet_after_two_exchanges(picks in (0usize..3, 0usize..3), n_before in 0usize..3, order in any::<bool>()) {
        let mut world = World::new(3, Clocks::None);
        for n in 0..n_before {
            world.write(2, 0, &format!("earlier {n}"));
        }
        world.send(2, 0);
        world.send(2, 1);
        world.write(0, 0, "first");
        world.write(1, 0, "second");
        let mut old: Vec<Workspace> = world.copies().cloned().collect();
        exchange(&mut world, order);
        prop_assert_eq!(texts(&world, 0), BTreeSet::from(["first".to_owned(), "second".to_owned()]));
        old.extend(world.copies().cloned());
        let ways = ["first", "second", "a third"];
        world.write(0, 0, ways[picks.0]);
        world.write(1, 0, ways[picks.1]);
        exchange(&mut world, order);
        exchange(&mut world, !order);
        let quiet = canonical(&world.devices[0].workspace);
        prop_assert_eq!(&canonical(&world.devices[1].workspace), &quiet);
        let settled = BTreeSet::from([ways[picks.0].to_owned(), ways[picks.1].to_owned()]);
        for n in 0..4 {
            exchange(&mut world, n % 2 == 0);
            prop_assert_eq!(&canonical(&world.devices[0].workspace), &quiet);
            prop_assert_eq!(&canonical(&world.devices[1].workspace), &quiet);
        }
        prop_assert_eq!(&texts(&world, 0), &settled);
        // Files from before the settling come late, and bring nothing back.
        for old in &old {
            prop_assert_eq!(&join(&world.devices[0].workspace, old), &world.devices[0].workspace);
        }
        // One more choice ends it everywhere, in no more room than before.
        world.settle_conflict(1, 0, 0);
        exchange(&mut world, order);
        prop_assert_eq!(texts(&world, 0).len(), 1);
        prop_assert!(shown(&world.devices[0].workspace, 0).len() <= 2);
        prop_assert!(canonical(&world.devices[0].workspace).len() <= quiet.len() + 80);
    }
}

proptest! {
    #![proptest_config(config(200))]

    /// The same history, with clocks ten years apart and edits within one millisecond: the same values, the same conflicts.
    #[test]
    fn clocks_decide_nothing(numbers in numbers()) {
        let (timeless, wrong) = (World::lived(&numbers, Clocks::None, false), World::lived(&numbers, Clocks::Wrong, false));
        let (one, other) = (timeless.everything(), wrong.everything());
        for (one, other) in timeless.copies().zip(wrong.copies()).chain([(&one, &other)]) {
            for cell in 0..N_CELLS {
                prop_assert_eq!(shown(one, cell), shown(other, cell));
            }
        }
        for dot in wrong.replaced_by.keys() {
            for cell in 0..N_CELLS {
                prop_assert_eq!(has_seen(&one, cell, *dot), has_seen(&other, cell, *dot));
            }
        }
        // The clocks were there to be wrong.
        let is_blank = other.programs.values().all(|program| program.tables == Default::default());
        prop_assert_eq!(canonical(&other).contains(r#""at":"#), !is_blank);
    }
}

/// Each sends the other a file, one after the other.
fn exchange(world: &mut World, order: bool) {
    let (one, other) = if order { (0, 1) } else { (1, 0) };
    world.send(one, other);
    world.send(other, one);
}

fn texts(world: &World, device: usize) -> BTreeSet<String> {
    shown(&world.devices[device].workspace, 0).into_iter().map(|(text, ..)| text).collect()
}
