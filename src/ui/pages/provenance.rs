//! Where a value came from, as far as this device knows.

use crate::{
    domain::Place,
    register::{Dot, Writer},
    session::Session,
    ui::words,
};
use leptos::prelude::*;

/// Who wrote it.
pub fn author(session: Session, dot: Dot) -> String {
    if dot.writer == Writer::SEED {
        return "原本の読み取り".to_owned();
    }
    session.workspace().with_untracked(|workspace| words::author(workspace.writers.get(&dot.writer)))
}

/// How it came here.
pub fn source(session: Session, place: &Place, dot: Dot) -> String {
    let files = session.files_with(place, dot);
    if !files.is_empty() {
        // Files chosen together are read in together: which of them it was is not kept.
        format!("読み込んだファイル {}", files.join(" または "))
    } else if dot.writer == Writer::SEED {
        "用意されたデータ".to_owned()
    } else if session.is_writer(dot.writer) {
        "この画面で入力".to_owned()
    } else {
        "不明".to_owned()
    }
}
