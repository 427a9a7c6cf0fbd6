//! A small city: devices that edit, mail files, crash, are cloned and restored, in any order.

use shinchoku::{
    bundle,
    domain::*,
    merge::{Sender, forget, join, plan, settle},
    register::{Dot, Moment, Sibling, Writer},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Histories a law is tried with; `cargo xtask soak` asks for more.
pub fn n_cases(usual: u32) -> u32 {
    std::env::var("SHINCHOKU_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// Cell 0 is a claim, 1 is a note, 2 says whether the note is removed.
pub const N_CELLS: u8 = 3;
const NOTE: u8 = 1;
const STANDING: u8 = 2;

#[derive(Clone)]
pub struct Device {
    pub workspace: Workspace,
    pub stamp: Stamp,
}

/// How the clocks of a city go. Nothing may depend on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Clocks {
    None,
    /// Every device ten years before or after the others, and all edits of a device within one millisecond.
    Wrong,
}

pub struct World {
    pub devices: Vec<Device>,
    /// Every file ever exported, and every state that was kept before something replaced it.
    pub files: Vec<Workspace>,
    /// Every text any person ever wrote, with its cell.
    pub written: BTreeSet<(u8, String)>,
    /// Per change, the changes that its writer saw there and wrote over.
    pub replaced_by: BTreeMap<Dot, Vec<Dot>>,
    /// Whether what is typed is on the disk when it is accepted, so that going back to an earlier state loses nothing.
    keeps: bool,
    clocks: Clocks,
    n_writers: u64,
    n_tokens: u64,
}

pub fn program() -> ProgramId {
    ProgramId::new("p").unwrap()
}

fn claim() -> ClaimId {
    ClaimId::new("c").unwrap()
}

fn note() -> NoteId {
    NoteId::new("n").unwrap()
}

fn entry(cell: u8, text: &str) -> Entry {
    let text = text.to_owned();
    match cell {
        NOTE => Entry::Note(note(), Note { place: NotePlace::Program, kind: NoteKind::Remark, mark: String::new(), text }),
        STANDING => Entry::Standing(Record::Note(note()), if text == "removed" { Standing::Removed } else { Standing::Present }),
        _ => Entry::Claim(claim(), Claim { measure: None, indicator: None, year: None, says: text, source: String::new() }),
    }
}

/// The changes that a copy shows in a cell: the text, its dot, and the text it replaced.
pub fn shown(workspace: &Workspace, cell: u8) -> Vec<(String, Dot, Option<String>)> {
    fn of<V: Clone>(siblings: &[Sibling<V>], text: impl Fn(&V) -> String) -> Vec<(String, Dot, Option<String>)> {
        siblings.iter().map(|each| (text(&each.value), each.dot, each.before.as_ref().map(&text))).collect()
    }
    let Some(Program { tables, .. }) = workspace.program(&program()) else { return Vec::new() };
    match cell {
        NOTE => tables.notes.cell(&note()).map(|cell| of(cell.siblings(), |note| note.text.clone())),
        STANDING => tables.standings.cell(&Record::Note(note())).map(|cell| of(cell.siblings(), |standing| format!("{standing:?}"))),
        _ => tables.claims.cell(&claim()).map(|cell| of(cell.siblings(), |claim| claim.says.clone())),
    }
    .unwrap_or_default()
}

pub fn has_seen(workspace: &Workspace, cell: u8, dot: Dot) -> bool {
    let Some(Program { tables, .. }) = workspace.program(&program()) else { return false };
    match cell {
        NOTE => tables.notes.cell(&note()).map(|cell| cell.context().has_seen(dot)),
        STANDING => tables.standings.cell(&Record::Note(note())).map(|cell| cell.context().has_seen(dot)),
        _ => tables.claims.cell(&claim()).map(|cell| cell.context().has_seen(dot)),
    }
    .unwrap_or(false)
}

/// The bytes of everything a copy knows.
pub fn canonical(workspace: &Workspace) -> String {
    bundle::write(workspace, &bundle::Header::canonical(bundle::Scope::Backup), bundle::everything)
}

/// Everything a file would change here.
pub fn all_places(ours: &Workspace, theirs: &Workspace) -> BTreeSet<Place> {
    plan(ours, theirs, Sender::Secretariat).items.into_iter().map(|item| item.place).collect()
}

impl World {
    pub fn new(n_devices: usize, clocks: Clocks) -> Self {
        let mut workspace = Workspace::default();
        workspace.programs.insert(program(), Arc::default());
        let mut world = World {
            devices: Vec::new(),
            files: Vec::new(),
            written: BTreeSet::new(),
            replaced_by: BTreeMap::new(),
            keeps: false,
            clocks,
            n_writers: 0,
            n_tokens: 0,
        };
        for device in 0..n_devices {
            let stamp = world.new_writer(device);
            world.devices.push(Device { workspace: workspace.clone(), stamp });
        }
        world
    }

    /// A history drawn from numbers: an exhausted city does nothing, and a smaller number is a plainer step.
    pub fn lived(numbers: &[u32], clocks: Clocks, keeps: bool) -> Self {
        let (first, steps) = numbers.split_first().unwrap_or((&0, &[]));
        let mut world = World { keeps, ..World::new(2 + *first as usize % 7, clocks) };
        for &number in steps {
            world.step(number);
        }
        world
    }

    fn step(&mut self, number: u32) {
        let n = self.devices.len();
        let [what, device, other, how] = number.to_le_bytes().map(usize::from);
        let (device, other, cell) = (device % n, other % n, (how % usize::from(N_CELLS)) as u8);
        match what % 24 {
            0..6 => {
                self.n_tokens += 1;
                self.write(device, cell, &format!("token {}", self.n_tokens));
            }
            6 => self.write(device, cell, "alike"),
            7 => self.write(device, STANDING, "removed"),
            8 | 9 => self.settle_conflict(device, cell, how / usize::from(N_CELLS)),
            10..14 => self.send(device, other),
            14 | 15 => self.files.push(self.devices[device].workspace.clone()),
            16..19 => self.import(device, how),
            19 => self.import_and_forget(device, how),
            20 => self.devices[device].stamp = self.new_writer(device),
            21 | 22 => self.go_back(device, how),
            // A copied browser profile: one device becomes exactly another.
            _ => {
                let workspace = self.devices[device].workspace.clone();
                self.become_(other, workspace);
            }
        }
    }

    fn new_writer(&mut self, device: usize) -> Stamp {
        self.n_writers += 1;
        let clock = ["2016-11-21T09:30:00.001", "2026-11-21T09:30:00.001", "2036-11-21T09:30:00.001"][device % 3];
        let at: Option<Moment> = (self.clocks == Clocks::Wrong).then(|| clock.parse().expect("a moment"));
        Stamp { dot: Dot { writer: Writer::from_bits(self.n_writers), n: 1 }, at }
    }

    pub fn write(&mut self, device: usize, cell: u8, text: &str) {
        let Device { workspace, stamp } = &mut self.devices[device];
        let seen: Vec<Dot> = shown(workspace, cell).into_iter().map(|(_, dot, _)| dot).collect();
        let command = Command { program: program(), entries: vec![entry(cell, text)] };
        let (changed, next) = workspace.apply(command, *stamp).expect("claims and notes are never refused");
        if !changed.is_empty() {
            self.replaced_by.insert(stamp.dot, seen);
        }
        *stamp = next;
        self.written.insert((cell, text.to_owned()));
    }

    /// A person picks one of the values in conflict; without a conflict nothing happens.
    pub fn settle_conflict(&mut self, device: usize, cell: u8, choice: usize) {
        let mut texts: Vec<String> = shown(&self.devices[device].workspace, cell).into_iter().map(|(text, ..)| text).collect();
        texts.sort();
        texts.dedup();
        if texts.len() > 1 {
            let text = if cell == STANDING { "removed".to_owned() } else { texts[choice % texts.len()].clone() };
            self.write(device, cell, &text);
        }
    }

    /// A whole copy travels now.
    pub fn send(&mut self, from: usize, to: usize) {
        self.devices[to].workspace = join(&self.devices[to].workspace, &self.devices[from].workspace);
    }

    /// Some file, old or new, perhaps again.
    fn import(&mut self, device: usize, file: usize) {
        if !self.files.is_empty() {
            let file = &self.files[file % self.files.len()];
            self.devices[device].workspace = join(&self.devices[device].workspace, file);
        }
    }

    fn import_and_forget(&mut self, device: usize, file: usize) {
        if !self.files.is_empty() {
            let theirs = &self.files[file % self.files.len()];
            let before = &self.devices[device].workspace;
            let places = all_places(before, theirs);
            let after = settle(before, theirs, &places);
            self.devices[device].workspace = forget(&after, before, &after, &places).0;
        }
    }

    /// A crash or a restored backup: the device is as in some file, under a new writer.
    fn go_back(&mut self, device: usize, file: usize) {
        if !self.files.is_empty() {
            let workspace = self.files[file % self.files.len()].clone();
            self.become_(device, workspace);
        }
    }

    fn become_(&mut self, device: usize, workspace: Workspace) {
        if self.keeps {
            // A snapshot is kept first; otherwise what only this device had is lost with its disk.
            self.files.push(self.devices[device].workspace.clone());
        }
        self.devices[device] = Device { workspace, stamp: self.new_writer(device) };
    }

    /// Devices and files.
    pub fn copies(&self) -> impl DoubleEndedIterator<Item = &Workspace> {
        self.devices.iter().map(|device| &device.workspace).chain(&self.files)
    }

    /// All copies together.
    pub fn everything(&self) -> Workspace {
        self.copies().fold(Workspace::default(), |all, copy| join(&all, copy))
    }
}
