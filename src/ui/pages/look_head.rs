//! The head of a look at all of a place: its title, what it is for, and the year where it shows one.

use super::YearSelect;
use leptos::prelude::*;

/// Which years a look shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// The one that is chosen in the head.
    OneYear,
    AllYears,
}

#[component]
pub fn LookHead(title: &'static str, lead: &'static str, span: Span) -> impl IntoView {
    view! {
        <div class="page-head row row--apart row--bottom">
            <div>
                <h1>{title}</h1>
                <p class="lead no-print">{lead}</p>
            </div>
            {(span == Span::OneYear).then(|| view! { <div class="no-print"><YearSelect /></div> })}
        </div>
    }
}
