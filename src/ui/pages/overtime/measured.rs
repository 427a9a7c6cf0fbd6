//! Numbers of 時間外勤務: as a list shows them in words, and as a workbook makes sums of them.

use crate::{
    domain::overtime::Minutes,
    sheetfile::form::Content,
    ui::{parts::Amount, words::overtime as words},
};
use rust_decimal::Decimal;

/// `45時間6分`
pub(super) fn hours(minutes: Minutes) -> Amount {
    hours_within("", minutes, "")
}

/// `あと45時間6分`
pub(super) fn hours_within(before: &str, minutes: Minutes, after: &str) -> Amount {
    let shown = format!("{before}{}{after}", words::minutes(minutes));
    Amount { shown, content: Content::Hours { minutes: minutes.count(), before: before.to_owned(), after: after.to_owned() } }
}

/// `3回`
pub(super) fn counted(count: impl Into<Decimal>, after: &str) -> Amount {
    let content = Content::Number { value: count.into(), before: String::new(), after: after.to_owned() };
    Amount { shown: content.shown(), content }
}

/// Nothing known, nothing asked.
pub(super) fn none() -> Amount {
    "—".to_owned().into()
}
