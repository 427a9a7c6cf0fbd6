//! The looks at one place of the navigation, side by side under its head.

use crate::ui::route::Route;
use leptos::prelude::*;

/// Links to `looks`, of which `here` is the open one.
#[component]
pub fn Looks(
    label: &'static str,
    looks: Vec<(Route, &'static str)>,
    /// What of `looks` is open; none where the page lies below none of them.
    here: Route,
) -> impl IntoView {
    let link = |(route, name): (Route, &'static str)| {
        let current = (route == here).then_some("page");
        view! { <li><a href=route.href() aria-current=current>{name}</a></li> }
    };
    view! {
        <nav class="looks no-print" aria-label=label>
            <ul>{looks.into_iter().map(link).collect_view()}</ul>
        </nav>
    }
}
