//! Verdicts and trust as small signs: a drawn sign, a word and a frame, so that none is told by its colour alone.

use super::{Icon, IconSign};
use crate::domain::Trust;
use leptos::prelude::*;

/// How a verdict looks. The word beside it says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictSign {
    /// 達成
    Good,
    /// 未達成
    Bad,
    /// 未達成（横ばい）
    Flat,
    /// 初回測定（比較なし）
    First,
    /// 判定保留
    Held,
    /// 時期未到来
    Waiting,
    /// Nothing to judge.
    None,
}

impl VerdictSign {
    pub(super) fn look(self) -> (&'static str, Icon) {
        match self {
            VerdictSign::Good => ("badge badge--good", Icon::Check),
            VerdictSign::Bad => ("badge badge--bad", Icon::Cross),
            VerdictSign::Flat => ("badge badge--flat", Icon::Equal),
            VerdictSign::First => ("badge badge--first", Icon::Flag),
            VerdictSign::Held => ("badge badge--held", Icon::Pause),
            VerdictSign::Waiting => ("badge badge--waiting", Icon::Clock),
            VerdictSign::None => ("badge badge--none", Icon::Minus),
        }
    }
}

/// The verdict of one indicator-year, with its word and a short note such as 参考.
#[component]
pub fn VerdictBadge(
    #[prop(into)] sign: Signal<VerdictSign>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] note: MaybeProp<String>,
) -> impl IntoView {
    view! {
        <span class=move || sign.get().look().0>
            {move || view! { <IconSign icon=sign.get().look().1 /> }}
            {move || label.get()}
            {move || note.get().map(|note| view! { <span class="badge__note">{format!("（{note}）")}</span> })}
        </span>
    }
}

/// How far a figure can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrustSign {
    /// 照合済
    Confirmed,
    /// 原本照合待ち
    Candidates,
    /// 欠落
    Lost,
}

impl<V> From<&Trust<V>> for TrustSign {
    fn from(trust: &Trust<V>) -> Self {
        match trust {
            Trust::Confirmed(_) => TrustSign::Confirmed,
            Trust::Candidates { .. } => TrustSign::Candidates,
            Trust::Lost { .. } => TrustSign::Lost,
        }
    }
}

impl TrustSign {
    fn look(self) -> (&'static str, Icon) {
        match self {
            TrustSign::Confirmed => ("badge badge--confirmed", Icon::CheckCircle),
            TrustSign::Candidates => ("badge badge--doubt", Icon::Question),
            TrustSign::Lost => ("badge badge--lost", Icon::Broken),
        }
    }
}

/// 照合済, 原本照合待ち or 欠落, in words.
#[component]
pub fn TrustBadge(#[prop(into)] sign: Signal<TrustSign>, #[prop(into)] label: Signal<String>) -> impl IntoView {
    view! {
        <span class=move || sign.get().look().0>
            {move || view! { <IconSign icon=sign.get().look().1 /> }}
            {move || label.get()}
        </span>
    }
}
