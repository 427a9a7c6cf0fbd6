//! What is true in a programme, and which changes are allowed?
//!
//! Belongs here: the programme's own nouns, each with its invariants: indicators, figures with their trust, targets,
//! 進捗管理票 sheets and what goes on around them, departments and what follows them, inquiries and submissions, surveys with
//! their answers, overtime; the list of all kinds of cells, whose each is and in which order people see them; commands and
//! refusals.
//!
//! Deliberately not here: JSON, storage, colours, sentences for people, "today". No type below this line knows serde.
//!
//! Every fact is a *cell*, a multi-value register under a key ([`cells`]); a programme is a set of tables of cells.
//! Lists are records with an id, a [`Position`] cell and a [`Standing`] cell, never an index.

// What everything else is made of.
mod id;
mod fiscal_year;
mod number;
pub mod typed_number;
mod record;

// What a programme says and does.
mod program;
mod department;
mod succession;
mod measure;
mod indicator;
mod figure;
mod target;
mod entering;
mod sheet;
mod follow_up;

// 照会, and what was done with what came.
mod agenda;
mod trace;

// アンケート
mod survey;
mod answer;
mod edition;

// 時間外勤務
pub mod overtime;

// All of it as cells, and what may be done with them.
mod table;
mod cells;
mod workspace;
mod command;
mod listing;
mod ordering;
mod ownership;
mod touched;
mod copying;

pub use agenda::{Agenda, Asked, Inquiry, MonthDay, NotAMonthDay, Occasion};
pub use answer::{Answer, Answers, Attribute, Intake, IntakeKey, LONGEST_REPLY, Replies, Reply, Ruling, Timing};
pub use cells::{CellId, CellKind, Entry, Kind, Tables, Version, Visitor, kinds};
pub use command::{Command, LONGEST_TEXT, Refusal};
pub use copying::{Copied, copied};
pub use department::{Assignment, Department};
pub use edition::{Edition, EditionGroup, EditionKey, GroupClass, GroupPlace, Results};
pub use entering::{dash_of, enter_number, enter_words, qualifier_of, unit_of};
pub use figure::{Amount, Baseline, Counts, Dash, Figure, Qualifier, Quantity, Ratio, Shown, Stage, Trust, Variant};
pub use fiscal_year::{FiscalYear, NotAFiscalYear, half_width, wareki};
pub use follow_up::{Decided, FollowUp, FollowUpKey, Link, Matter, Opinion, Report, State, ToDo};
pub use id::*;
pub use indicator::{
    Accumulation, BaselineKey, BreakKey, DefinitionBreak, FigureKey, Indicator, Measured, Part, Source, TargetKey, TargetSlot,
};
pub use measure::{Commitment, Measure, Tag};
pub use number::{NotANumber, read_amount};
pub use overtime::{OvertimeEntry, OvertimeItem, OvertimeKey};
pub use ownership::{Owner, owner_of};
pub use program::{
    Decision, DecisionEffect, Grade, Overview, Pillar, PillarRole, RatingScale, ReasonRule, Reference, Settings, Vocabulary,
};
pub use record::{NotAPosition, Position, Record, Standing};
pub use sheet::{
    Claim, Column, Note, NoteKind, NotePlace, Passage, PassageKey, PlanKey, Rating, RatingKey, ScheduleKey, ScheduleRow, Section, Span,
    SpanEnd, Step, Sum, SumOrigin, Term,
};
pub use succession::{Predecessors, Successor};
pub use survey::{
    AttributeAsked, AttributeChoice, Choice, Condition, DepartmentAsked, EligibleKey, Overlap, PaperTally, People, Question, QuestionKind,
    Requirement, Sense, SeveralTally, SlipRule, Survey, SurveySection,
};
pub use table::Table;
pub use target::{Revision, Rule, Target};
pub use touched::Touched;
pub use trace::{Disposed, Effect, Event, FileRead, Handled, Handling, SubmissionStage, Taken, Trace, stage_of};
pub use typed_number::{TypedNumber, read_number, says_nothing};
pub use workspace::{Author, Opaque, Place, Program, Stamp, UnknownKey, Workspace};
