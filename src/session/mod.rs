//! What is open right now, and how does it change?
//!
//! Belongs here: the one workspace of the page behind a private signal, dispatching commands, importing and taking
//! back, saving after every change, and what the device remembers about its user.
//!
//! Deliberately not here: rules, arithmetic, HTML. A change goes down one way (command → workspace → commit → store)
//! and values come up one way (signal → memo → page).

#[cfg(any(test, target_arch = "wasm32"))]
mod armor;
#[cfg(any(test, target_arch = "wasm32"))]
mod sorting;
mod timeline;
mod export;
mod filing;
mod incoming;
mod office_error;
#[cfg(any(test, target_arch = "wasm32"))]
mod outbox;
mod proposing;
mod restoring;
mod slips;
mod unopened;
mod working_state;

#[cfg(target_arch = "wasm32")]
mod keeping;
#[cfg(target_arch = "wasm32")]
mod live;
#[cfg(target_arch = "wasm32")]
mod answering;
#[cfg(target_arch = "wasm32")]
mod opening;
#[cfg(target_arch = "wasm32")]
mod founding;
#[cfg(target_arch = "wasm32")]
mod submitting;
#[cfg(target_arch = "wasm32")]
mod closing;
#[cfg(target_arch = "wasm32")]
mod handover;
#[cfg(target_arch = "wasm32")]
mod attendance;
#[cfg(target_arch = "wasm32")]
mod attendance_keeping;
#[cfg(target_arch = "wasm32")]
mod drafting;
#[cfg(target_arch = "wasm32")]
mod working;
#[cfg(target_arch = "wasm32")]
mod office;
#[cfg(target_arch = "wasm32")]
mod editions;
#[cfg(target_arch = "wasm32")]
mod forms;
#[cfg(target_arch = "wasm32")]
mod survey_form;
#[cfg(target_arch = "wasm32")]
mod table;

pub use crate::bundle::SlipCode;
pub use crate::sheetfile::survey_answers::{Holds, Taken as FormTaken};
pub use crate::sheetfile::{SheetRows, csv_text};
#[cfg(target_arch = "wasm32")]
pub use attendance::{Attendance, FilePreview, Picked, Preview, RefusedRow, Rows, Sheet};
#[cfg(target_arch = "wasm32")]
pub use drafting::Unfinished;
#[cfg(target_arch = "wasm32")]
pub use editions::Editions;
pub use export::{Export, LARGEST_TO_SEND, Outgoing, Signature, Written, answers_file_name, write};
pub use filing::{Reader, Receiving, file, report_digest};
#[cfg(target_arch = "wasm32")]
pub use forms::{FilledForm, UnreadCell};
pub use incoming::{Content, Incoming, Received, Refused};
#[cfg(target_arch = "wasm32")]
pub use keeping::{NotRestored, Restored, Start, start};
#[cfg(target_arch = "wasm32")]
pub use live::{Session, Step};
#[cfg(target_arch = "wasm32")]
pub use office::read_tables;
pub use office_error::{KeepError, OfficeError};
pub use proposing::proposals;
pub use restoring::{WayBack, way_back};
pub use slips::{NotCovered, Slips};
#[cfg(target_arch = "wasm32")]
pub use table::{read_lines, read_pasted};
pub use timeline::{Done, Edit, Import, Timeline, Undoable};
pub use unopened::{Closed, Unopened};
pub use working_state::{Opened, WorkingState};
