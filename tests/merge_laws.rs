//! The laws of merging, over random histories of several devices: edits, files in any order and repetition,
//! reloads, crashes that fall back to an older state, cloned profiles and restored backups.

use proptest::prelude::*;
use shinchoku::{
    bundle,
    domain::*,
    merge::{Sender, forget, join, plan, settle},
    register::{Dot, Reading, Writer},
};
use std::{collections::BTreeSet, sync::Arc};

/// Histories a run tries; `cargo xtask soak` asks for more.
fn n_cases() -> u32 {
    std::env::var("SHINCHOKU_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000)
}

#[derive(Clone, Debug)]
enum Step {
    /// Device, cell: every edit writes a value nobody else writes.
    Edit(usize, u8),
    /// Device, cell: the same value as other devices write.
    EditAlike(usize, u8),
    /// From, to: a whole copy travels now.
    Send(usize, usize),
    /// A device keeps a file of its state.
    Export(usize),
    /// The n-th file ever kept is read, perhaps again.
    Import(usize, usize),
    /// The page is closed and opened again: the state stays, the writer is new.
    Reload(usize),
    /// A crash: the device goes back to one of its files under a new writer.
    CrashTo(usize, usize),
    /// A copied browser profile: one device becomes exactly another.
    Clone(usize, usize),
}

fn steps(n_devices: usize) -> impl Strategy<Value = Vec<Step>> {
    let device = 0..n_devices;
    let step = prop_oneof![
        6 => (device.clone(), 0u8..4).prop_map(|(device, cell)| Step::Edit(device, cell)),
        2 => (device.clone(), 0u8..4).prop_map(|(device, cell)| Step::EditAlike(device, cell)),
        4 => (device.clone(), device.clone()).prop_map(|(from, to)| Step::Send(from, to)),
        2 => device.clone().prop_map(Step::Export),
        2 => (device.clone(), any::<usize>()).prop_map(|(device, file)| Step::Import(device, file)),
        1 => device.clone().prop_map(Step::Reload),
        1 => (device.clone(), any::<usize>()).prop_map(|(device, file)| Step::CrashTo(device, file)),
        1 => (device.clone(), device).prop_map(|(from, to)| Step::Clone(from, to)),
    ];
    prop::collection::vec(step, 1..40)
}

#[derive(Clone)]
struct Device {
    workspace: Workspace,
    stamp: Stamp,
}

struct World {
    devices: Vec<Device>,
    files: Vec<Workspace>,
    n_writers: u64,
    n_tokens: u64,
    /// Everything any device ever wrote: cell and text.
    written: BTreeSet<(u8, String)>,
}

fn program() -> ProgramId {
    ProgramId::new("p").unwrap()
}

fn claim(cell: u8) -> ClaimId {
    ClaimId::new(&format!("c{cell}")).unwrap()
}

fn entry(cell: u8, text: &str) -> Entry {
    let claim_text = Claim { measure: None, indicator: None, year: None, says: text.to_owned(), source: String::new() };
    Entry::Claim(claim(cell), claim_text)
}

impl World {
    fn new(n_devices: usize) -> Self {
        let mut workspace = Workspace::default();
        workspace.programs.insert(program(), Arc::default());
        let mut world = World { devices: Vec::new(), files: Vec::new(), n_writers: 0, n_tokens: 0, written: BTreeSet::new() };
        for _ in 0..n_devices {
            let stamp = world.new_writer();
            world.devices.push(Device { workspace: workspace.clone(), stamp });
        }
        world
    }

    fn new_writer(&mut self) -> Stamp {
        self.n_writers += 1;
        Stamp { dot: Dot { writer: Writer::from_bits(self.n_writers), n: 1 }, at: None }
    }

    fn write(&mut self, device: usize, cell: u8, text: String) {
        let Device { workspace, stamp } = &mut self.devices[device];
        let command = Command { program: program(), entries: vec![entry(cell, &text)] };
        let (_, next) = workspace.apply(command, *stamp).expect("claims are never refused");
        *stamp = next;
        self.written.insert((cell, text));
    }

    fn run(&mut self, steps: &[Step]) {
        for step in steps {
            match *step {
                Step::Edit(device, cell) => {
                    self.n_tokens += 1;
                    self.write(device, cell, format!("token {}", self.n_tokens));
                }
                Step::EditAlike(device, cell) => self.write(device, cell, "alike".to_owned()),
                Step::Send(from, to) => self.devices[to].workspace = join(&self.devices[to].workspace, &self.devices[from].workspace),
                Step::Export(device) => self.files.push(self.devices[device].workspace.clone()),
                Step::Import(device, file) => {
                    if !self.files.is_empty() {
                        let file = &self.files[file % self.files.len()];
                        self.devices[device].workspace = join(&self.devices[device].workspace, file);
                    }
                }
                Step::Reload(device) => self.devices[device].stamp = self.new_writer(),
                Step::CrashTo(device, file) => {
                    if !self.files.is_empty() {
                        let workspace = self.files[file % self.files.len()].clone();
                        // What this device wrote since is lost with the disk, unless somebody else has it.
                        self.devices[device] = Device { workspace, stamp: self.new_writer() };
                    }
                }
                Step::Clone(from, to) => {
                    self.devices[to] = Device { workspace: self.devices[from].workspace.clone(), stamp: self.new_writer() };
                }
            }
        }
    }

    /// All copies and files together.
    fn everything(&self) -> Workspace {
        self.copies().fold(Workspace::default(), |all, copy| join(&all, copy))
    }

    fn copies(&self) -> impl DoubleEndedIterator<Item = &Workspace> {
        self.devices.iter().map(|device| &device.workspace).chain(&self.files)
    }
}

/// The bytes of everything a copy knows.
fn canonical(workspace: &Workspace) -> String {
    bundle::write(workspace, &bundle::Header::canonical(bundle::Scope::Backup), bundle::everything)
}

/// The texts a cell shows, with what each replaced.
fn shown(workspace: &Workspace, cell: u8) -> Vec<String> {
    let tables = &workspace.program(&program()).expect("every copy has the programme").tables;
    tables.claims.cell(&claim(cell)).map_or(Vec::new(), |cell| cell.siblings().iter().map(|sibling| sibling.value.says.clone()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: n_cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn joining_is_idempotent_commutative_and_associative(steps in (2usize..=8).prop_flat_map(steps)) {
        let mut world = World::new(8);
        world.run(&steps);
        // Every pair and triple of a handful: the devices that did least say least.
        let copies: Vec<_> = world.copies().step_by(2).take(5).collect();
        for a in &copies {
            prop_assert_eq!(&join(a, a), *a);
            for b in &copies {
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
    fn all_copies_converge_whatever_the_order_of_files(steps in (2usize..=8).prop_flat_map(steps)) {
        let mut world = World::new(8);
        world.run(&steps);
        let forwards = world.everything();
        let backwards = world.copies().rev().fold(Workspace::default(), |all, copy| join(&join(&all, copy), copy));
        prop_assert_eq!(&forwards, &backwards);
        prop_assert_eq!(canonical(&forwards), canonical(&backwards));
        for copy in world.copies() {
            prop_assert_eq!(&join(&forwards, copy), &forwards);
        }
    }

    #[test]
    fn an_edit_is_shown_until_someone_who_saw_it_writes_over_it(steps in (2usize..=8).prop_flat_map(steps)) {
        let mut world = World::new(8);
        world.run(&steps);
        let all = world.everything();
        for cell in 0..4 {
            for text in shown(&all, cell) {
                prop_assert!(world.written.contains(&(cell, text.clone())), "{text} was never written");
            }
        }
        // What a copy shows and the whole does not show has been replaced by somebody who had seen it.
        for copy in world.copies() {
            let tables = &copy.program(&program()).unwrap().tables;
            for (key, cell) in tables.claims.cells() {
                let whole = all.program(&program()).unwrap().tables.claims.cell(key).expect("the whole has every cell");
                for sibling in cell.siblings() {
                    let is_replaced = world.copies().any(|other| {
                        let other = other.program(&program()).unwrap().tables.claims.cell(key);
                        other.is_some_and(|other| other.context().has_seen(sibling.dot) && other.siblings().iter().all(|s| s.dot != sibling.dot))
                    });
                    prop_assert_eq!(!is_replaced, whole.siblings().contains(sibling));
                }
            }
        }
    }

    #[test]
    fn the_plan_says_what_adopting_everything_does(steps in (2usize..=4).prop_flat_map(steps)) {
        let mut world = World::new(4);
        world.run(&steps);
        let (ours, theirs) = (&world.devices[0].workspace, &world.devices[1].workspace);
        let items = plan(ours, theirs, Sender::Secretariat).items;
        let all: BTreeSet<Place> = items.iter().map(|item| item.place.clone()).collect();
        let adopted = settle(ours, theirs, &all);
        prop_assert_eq!(&adopted, &join(ours, theirs));
        for item in &items {
            let reading = |workspace: &Workspace| workspace.program(&item.place.program).map_or(Reading::Absent, |p| p.tables.reading(&item.place.cell));
            prop_assert_eq!(item.is_change(), reading(ours) != reading(&adopted), "{:?}", item);
        }
        prop_assert_eq!(settle(ours, theirs, &BTreeSet::new()).programs, ours.programs.clone());
    }

    #[test]
    fn import_undo_import_is_import(steps in (2usize..=4).prop_flat_map(steps), later in any::<bool>()) {
        let mut world = World::new(4);
        world.run(&steps);
        let before = world.devices[0].workspace.clone();
        let theirs = world.devices[1].workspace.clone();
        let all: BTreeSet<Place> = plan(&before, &theirs, Sender::Secretariat).items.into_iter().map(|item| item.place).collect();
        let after = settle(&before, &theirs, &all);
        world.devices[0].workspace = after.clone();
        if later {
            world.write(0, 0, "edited since".to_owned());
        }
        let now = world.devices[0].workspace.clone();
        let (forgotten, kept) = forget(&now, &before, &after, &all);
        if later {
            prop_assert!(shown(&forgotten, 0).contains(&"edited since".to_owned()));
            prop_assert_eq!(kept.len(), usize::from(all.iter().any(|place| place.cell == CellId::Claim(claim(0)))));
        } else {
            prop_assert_eq!(&forgotten.programs, &before.programs);
        }
        prop_assert_eq!(settle(&forgotten, &theirs, &all), now);
    }

    #[test]
    fn opposite_resolutions_are_one_conflict_that_does_not_grow(alike in any::<bool>(), n_exchanges in 2usize..5) {
        let mut world = World::new(3);
        world.write(0, 0, "first".to_owned());
        world.write(1, 0, "second".to_owned());
        world.run(&[Step::Send(0, 1), Step::Send(1, 0)]);
        prop_assert_eq!(shown(&world.devices[0].workspace, 0).len(), 2);
        world.write(0, 0, "first".to_owned());
        world.write(1, 0, if alike { "first" } else { "second" }.to_owned());
        for _ in 0..n_exchanges {
            world.run(&[Step::Send(0, 1), Step::Send(1, 0)]);
        }
        prop_assert_eq!(&world.devices[0].workspace, &world.devices[1].workspace);
        let tables = &world.devices[0].workspace.program(&program()).unwrap().tables;
        prop_assert_eq!(tables.claims.reading(&claim(0)).is_conflict(), !alike);
        prop_assert_eq!(shown(&world.devices[0].workspace, 0).len(), 2);
    }
}
