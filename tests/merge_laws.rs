//! The laws of merging, over random histories of 2 to 8 devices: edits, removals, settled conflicts, files in any order
//! and repetition, reloads, crashes that fall back to an older state, cloned profiles and restored backups.

mod world;

use proptest::prelude::*;
use shinchoku::{
    domain::*,
    merge::{Sender, excerpt, forget, join, plan, settle},
    register::Reading,
};
use std::collections::BTreeSet;
use world::{Clocks, N_CELLS, World, all_places, canonical, has_seen, n_cases, shown};

fn config(usual: u32) -> ProptestConfig {
    ProptestConfig { cases: n_cases(usual), failure_persistence: None, ..ProptestConfig::default() }
}

fn histories() -> impl Strategy<Value = World> + use<> {
    numbers().prop_map(|numbers| World::lived(&numbers, Clocks::None, false))
}

fn numbers() -> impl Strategy<Value = Vec<u32>> + use<> {
    prop::collection::vec(any::<u32>(), 8..60)
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.copies().try_for_each(|copy| writeln!(f, "{}", canonical(copy)))
    }
}

proptest! {
    #![proptest_config(config(10_000))]

    #[test]
    fn joining_is_idempotent_commutative_and_associative(world in histories()) {
        // Some pairs and triples of every history: the devices that did least say least.
        let copies: Vec<_> = world.copies().step_by(2).take(4).collect();
        for (i, a) in copies.iter().enumerate() {
            prop_assert_eq!(&join(a, a), *a);
            for b in &copies[i + 1..] {
                let ab = join(a, b);
                prop_assert_eq!(&ab, &join(b, a));
                prop_assert_eq!(&join(&ab, b), &ab);
                for c in &copies {
                    prop_assert_eq!(join(&ab, c), join(a, &join(b, c)));
                }
            }
        }
    }

    #[test]
    fn all_copies_converge_whatever_the_order_of_files(world in histories(), order in any::<u32>()) {
        let whole = canonical(&world.everything());
        let copies: Vec<_> = world.copies().collect();
        for (i, device) in world.devices.iter().enumerate() {
            // Every device begins with another file, goes on by another step, and gets every other file twice.
            let step = [1, copies.len() - 1][(i + order as usize) % 2].max(1);
            let places = (0..copies.len()).map(|n| (i + order as usize % 97 + n * step) % copies.len());
            let mut ours = device.workspace.clone();
            for (n, place) in places.enumerate() {
                ours = join(&ours, copies[place]);
                if n % 2 == 0 {
                    ours = join(&ours, copies[place]);
                }
            }
            prop_assert_eq!(canonical(&ours), whole.as_str());
        }
    }

    #[test]
    fn an_edit_is_shown_until_someone_who_saw_it_writes_over_it(world in histories()) {
        let all = world.everything();
        for cell in 0..N_CELLS {
            let shown_by_all = shown(&all, cell);
            for copy in world.copies() {
                for sibling in shown(copy, cell) {
                    // What a copy shows and the whole does not show has been replaced by somebody who had seen it.
                    let is_replaced = world.copies().any(|other| {
                        has_seen(other, cell, sibling.1) && shown(other, cell).iter().all(|(_, dot, _)| *dot != sibling.1)
                    });
                    prop_assert_eq!(!is_replaced, shown_by_all.contains(&sibling));
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn the_plan_says_what_adopting_everything_does(world in histories()) {
        let (ours, theirs) = (&world.devices[0].workspace, &world.devices[1].workspace);
        let items = plan(ours, theirs, Sender::Secretariat).items;
        let adopted = settle(ours, theirs, &items.iter().map(|item| item.place.clone()).collect());
        prop_assert_eq!(&adopted, &join(ours, theirs));
        for item in &items {
            let reading = |workspace: &Workspace| workspace.program(&item.place.program).map_or(Reading::Absent, |p| p.tables.reading(&item.place.cell));
            prop_assert_eq!(item.is_change(), reading(ours) != reading(&adopted), "{:?}", item);
        }
        prop_assert_eq!(settle(ours, theirs, &BTreeSet::new()).programs, ours.programs.clone());
    }

    #[test]
    fn import_undo_import_is_import(mut world in histories(), later in any::<bool>()) {
        let before = world.devices[0].workspace.clone();
        let theirs = world.devices[1].workspace.clone();
        let all = all_places(&before, &theirs);
        let after = settle(&before, &theirs, &all);
        world.devices[0].workspace = after.clone();
        if later {
            world.write(0, 0, "edited since");
        }
        let now = world.devices[0].workspace.clone();
        let (forgotten, kept) = forget(&now, &excerpt(&before, &all), &excerpt(&after, &all), &all);
        if later {
            let has_note = |(text, ..): &(String, _, _)| text == "edited since";
            prop_assert!(shown(&forgotten, 0).iter().any(has_note));
            let brought = shown(&theirs, 0).len() + usize::from(all.iter().any(|place| matches!(&place.cell, CellId::Claim(id) if id.as_str() == "c")));
            prop_assert_eq!(kept.len(), usize::from(brought > 0));
        } else {
            prop_assert_eq!(&forgotten.programs, &before.programs);
        }
        prop_assert_eq!(settle(&forgotten, &theirs, &all), now);
    }
}

/// Otherwise the laws above would be laws about nothing.
#[test]
fn the_histories_have_everything_in_them() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let (mut n_conflicts, mut n_removals, mut n_files) = (0, 0, 0);
    for _ in 0..200 {
        let world = World::lived(&numbers().new_tree(&mut runner).expect("nothing is filtered").current(), Clocks::None, false);
        n_files += world.files.len();
        for copy in world.copies() {
            n_conflicts += (0..N_CELLS - 1).filter(|&cell| shown(copy, cell).len() > 1).count();
            n_removals += shown(copy, 2).iter().filter(|(text, ..)| text == "Removed").count();
        }
    }
    assert!(n_conflicts > 100 && n_removals > 200 && n_files > 400, "{n_conflicts} conflicts, {n_removals} removals, {n_files} files");
}
