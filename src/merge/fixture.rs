//! For the tests of this room: one programme with claims, answers, and cells of a newer page.

use crate::domain::{
    Answer, AnswerId, CellId, Claim, ClaimId, Command, Entry, Opaque, Place, ProgramId, Stamp, SurveyId, UnknownKey, Workspace,
};
use crate::register::{Cell, Dot, Reading, Writer};
use std::sync::Arc;

pub fn id() -> ProgramId {
    ProgramId::new("p").unwrap()
}

pub fn write(workspace: &mut Workspace, writer: u64, n: u64, claim: &str, says: &str) {
    let value = Claim { measure: None, indicator: None, year: None, says: says.to_owned(), source: String::new() };
    let command = Command { program: id(), entries: vec![Entry::Claim(ClaimId::new(claim).unwrap(), value)] };
    workspace.program_mut(&id());
    workspace.apply(command, Stamp { dot: Dot { writer: Writer::from_bits(writer), n }, at: None }).unwrap();
}

pub fn says(workspace: &Workspace, claim: &str) -> Vec<String> {
    match workspace.program(&id()).unwrap().tables.claims.reading(&ClaimId::new(claim).unwrap()) {
        Reading::Absent => vec![],
        Reading::Settled(claim) => vec![claim.says.clone()],
        Reading::Conflict(claims) => claims.into_iter().map(|claim| claim.says.clone()).collect(),
    }
}

pub fn place(claim: &str) -> Place {
    Place { program: id(), cell: CellId::Claim(ClaimId::new(claim).unwrap()) }
}

/// What a newer page wrote: who wrote it, and what.
pub fn opaque(workspace: &mut Workspace, key: &str, edits: &[(u64, &str)]) {
    let mut cell = Cell::default();
    for &(writer, text) in edits {
        cell.write(Dot { writer: Writer::from_bits(writer), n: 1 }, None, Opaque(text.into()));
    }
    workspace.program_mut(&id()).unknown.put(unknown(key), Some(cell));
}

pub fn unknown(key: &str) -> UnknownKey {
    UnknownKey { kind: "newer".to_owned(), key: key.to_owned() }
}

pub fn opaque_says(workspace: &Workspace, key: &str) -> Vec<String> {
    let cell = workspace.program(&id()).and_then(|program| program.unknown.cell(&unknown(key)));
    cell.into_iter().flat_map(|cell| cell.reading().values()).map(|value| value.0.to_string()).collect()
}

/// An opened answer, given under a version of the questions.
pub fn answer(workspace: &mut Workspace, answer: &str, version: u32) {
    let blank = Answer::blank(SurveyId::new("r5").unwrap(), version);
    Arc::make_mut(&mut workspace.program_mut(&id()).answers).insert(AnswerId::new(answer).unwrap(), blank);
}

/// The answers that are there, with their versions.
pub fn answers(workspace: &Workspace) -> Vec<(String, u32)> {
    let answers = workspace.program(&id()).into_iter().flat_map(|program| program.answers.iter());
    answers.map(|(id, answer)| (id.to_string(), answer.version)).collect()
}
