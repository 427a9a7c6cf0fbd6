//! 保存: what is kept, and if not, why and what to do.

use super::moment;
use crate::store::save_state::{Kept, Reason, SaveState, SlotError};

/// Until it is on the disk.
pub const SAVING: &str = "保存しています…";

/// The short words beside the navigation.
pub fn save_sign(state: &SaveState) -> String {
    match state {
        SaveState::Empty => "保存するものはありません".to_owned(),
        SaveState::Saved { at, .. } => format!("保存しました {}", super::clock(*at)),
        SaveState::Unsaved(_) => "未保存".to_owned(),
    }
}

/// The whole sentence: what happened, what is safe, what to do.
pub fn save_state(state: &SaveState) -> String {
    match state {
        SaveState::Empty => "まだ保存するものはありません。".to_owned(),
        SaveState::Saved { at, kept, .. } => format!("保存しました（{}）。{}", moment(*at), kept_where(kept)),
        SaveState::Unsaved(reason) => {
            format!("未保存です。{}いまの内容は画面の中にはあります。「提出・回収」から控えを書き出してください。", why(reason))
        }
    }
}

fn kept_where(kept: &Kept) -> String {
    match kept {
        Kept::InBoth => "このブラウザーの中の二か所に控えがあります。".to_owned(),
        Kept::InVault { mirror } => {
            format!("控えの片方（localStorage）には書けませんでした（{}）。もう片方に保存されています。", slot_error(*mirror))
        }
        Kept::InMirror { vault } => format!("控えの片方（IndexedDB）が使えません（{}）。もう片方に保存されています。", slot_error(*vault)),
        Kept::InMirrorForNow => "ページを閉じる直前の保存です。".to_owned(),
    }
}

fn why(reason: &Reason) -> String {
    match reason {
        Reason::NoStorage { vault, mirror } => {
            format!("ブラウザーに保存できません（{}、{}）。", slot_error(*vault), slot_error(*mirror))
        }
        Reason::NewerStore { version } => {
            format!("新しい版の進捗帳（第{version}版）がこのブラウザーで使われました。このページでは見ることと書き出しだけができます。")
        }
        Reason::AnotherTab => "別のタブが保存しています。数秒後にもう一度保存します。".to_owned(),
    }
}

pub(super) fn slot_error(error: SlotError) -> &'static str {
    match error {
        SlotError::Blocked => "保存が禁止されています",
        SlotError::Full => "空きがありません",
        SlotError::Altered => "書いた内容と違う内容が読み出されました",
        SlotError::Other => "書き込めませんでした",
    }
}
