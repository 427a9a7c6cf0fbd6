//! 自由記述: of the whole city only, in an order that says nothing.

use super::Shown;
use crate::ui::words;
use leptos::prelude::*;

pub(super) fn texts(shown: &Shown) -> Option<impl IntoView + use<>> {
    // Before they are published they stand where they are gone through.
    let is_published = shown.tally.is_none() && !shown.texts.is_empty();
    let of_question = |(id, texts): &(_, Vec<String>)| {
        let text = shown.survey.question(id).map(|question| question.text.clone());
        let lines = texts.iter().map(|text| view! { <li class="as-typed">{text.clone()}</li> }).collect_view();
        view! { <h3>{text}</h3> <ul>{lines}</ul> }
    };
    is_published.then(|| {
        view! {
            <section class="section">
                <h2>"自由記述"</h2>
                <p class="soft">{words::FREE_TEXTS}</p>
                {shown.texts.iter().map(of_question).collect_view()}
            </section>
        }
    })
}
