//! What a page offers to the role chosen on this device. A role says what somebody came for, and forbids nothing.

use crate::{
    session::Session,
    store::settings::Role,
    ui::{parts::Looks, route::Route},
};
use leptos::prelude::*;

/// Whoever only looks or only answers a survey is not asked to fill anything in.
pub(super) fn may_fill_in(session: Session) -> bool {
    !matches!(session.settings().get().role, Some(Role::Viewer | Role::Respondent))
}

pub(super) fn is_secretariat(session: Session) -> Memo<bool> {
    Memo::new(move |_| session.settings().get().role == Some(Role::Secretariat))
}

/// What is filled in; for those who came for something else, the way to it.
#[component]
pub(super) fn ForEntry(children: ChildrenFn) -> impl IntoView {
    let session = Session::here();
    let instead = || {
        view! {
            <p class="soft no-print">
                "いまの役割では、入力欄を出していません。入力するときは、" <a href=Route::Settings.href()>"設定"</a> "で役割を選びなおします。"
            </p>
        }
    };
    view! { <Show when=move || may_fill_in(session) fallback=instead>{children()}</Show> }
}

/// The looks at one place of the navigation, without those at which one only fills something in where nobody is asked to.
#[component]
pub(super) fn LooksFor(label: &'static str, looks: Vec<(Route, &'static str)>, is_entry: fn(&Route) -> bool, here: Route) -> impl IntoView {
    let session = Session::here();
    move || {
        let is_all = may_fill_in(session);
        let shown = looks.iter().filter(|(route, _)| is_all || *route == here || !is_entry(route)).cloned().collect();
        view! { <Looks label looks=shown here=here.clone() /> }
    }
}
