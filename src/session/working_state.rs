//! What a page says about the working file.

use super::Refused;
use crate::{bundle::Scope, register::Moment};

/// How the working file stands to what is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingState {
    pub name: String,
    pub written_at: Option<Moment>,
    /// Whether something was changed since.
    pub is_behind: bool,
    pub is_written_over: bool,
}

/// What opening a working file did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// With the number of cells it brought.
    Adopted(usize),
    /// A file of another kind: it belongs to 読み込む.
    OtherKind(Scope),
    Refused(Refused),
}
