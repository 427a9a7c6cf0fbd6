//! Which cells stand where, so that one part can be taken out without a walk through all the others.

use super::part::{Address, Group, PartKey, Piece, Shelf, Wanted};
use crate::domain::{CellId, CellKind, Place, Program, ProgramId, Table, Visitor, Workspace};
use crate::merge::differences;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The names of all cells by shelf and record, those that are gone included.
#[derive(Debug, Default)]
pub struct Index {
    cells: BTreeMap<Shelf, BTreeMap<u32, BTreeSet<CellId>>>,
    /// The workspace it was last brought up to. A cell that it lacked would be lost from its part, so nobody is trusted to
    /// tell it what changed.
    covers: Workspace,
}

impl Index {
    fn cover(&mut self, workspace: &Workspace) {
        if self.cells.is_empty() {
            self.add_all(workspace);
        } else {
            differences(&self.covers, workspace).cells.into_iter().for_each(|place| self.add(place));
        }
        self.covers.clone_from(workspace);
    }

    fn add(&mut self, place: Place) {
        let (shelf, number) = Address::of_cell(&place.cell).place(&place.program);
        self.cells.entry(shelf).or_default().entry(number).or_default().insert(place.cell);
    }

    fn add_all(&mut self, workspace: &Workspace) {
        struct All<'a>(&'a ProgramId, &'a mut Index);

        impl Visitor for All<'_> {
            fn table<C: CellKind>(&mut self, table: &Table<C::Key, C::Value>) {
                for (key, _) in table.cells() {
                    self.1.add(Place { program: self.0.clone(), cell: C::id(key.clone()) });
                }
            }
        }

        for (id, program) in &workspace.programs {
            program.tables.visit(&mut All(id, self));
        }
    }

    /// Takes parts out of a workspace. A part of which nothing is there is left out.
    pub fn cut(&mut self, workspace: &Workspace, wanted: &Wanted) -> BTreeMap<PartKey, Piece> {
        if wanted.is_empty() {
            return BTreeMap::new();
        }
        self.cover(workspace);
        let mut pieces = BTreeMap::new();
        for (shelf, of) in wanted.shelves() {
            let Some(program) = workspace.program(&shelf.program) else { continue };
            let mut put = |number: u32, put: &mut dyn FnMut(&mut Program)| {
                let key = PartKey { shelf: shelf.clone(), share: number % of, of };
                if wanted.includes(&key) {
                    pieces.entry(key).or_insert_with(|| Piece::of(workspace)).put(shelf, number, put);
                }
            };
            for (&number, cells) in self.cells.get(shelf).into_iter().flatten() {
                put(number, &mut |piece| cells.iter().for_each(|cell| piece.tables.take_cell(cell, &program.tables)));
            }
            if shelf.group == Group::Unknown {
                for (key, cell) in program.unknown.cells() {
                    put(Address::of_unknown(key).number(), &mut |piece| piece.unknown.put(key.clone(), Some(cell.clone())));
                }
            }
            if shelf.group == Group::Answers {
                for (id, answer) in program.answers.iter() {
                    put(Address::of_answer(id).number(), &mut |piece| {
                        Arc::make_mut(&mut piece.answers).insert(id.clone(), answer.clone());
                    });
                }
            }
        }
        pieces.retain(|_, piece| !piece.is_empty());
        pieces
    }
}
