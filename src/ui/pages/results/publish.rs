//! 公表する: the secretariat goes through the texts, and what is shown now becomes an edition and a file.

use super::Shown;
use crate::{
    browser::files,
    domain::{Edition, EditionKey, Entry, QuestionId, Refusal},
    evaluate::Publishable,
    session::{Export, Outgoing, Session},
    ui::{
        parts::{Arrival, Button, Icon, Notice, TextArea, Tone, Weight},
        words,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn Publish(shown: Arc<Shown>, outcome: RwSignal<Option<Result<Export, Refusal>>>) -> impl IntoView {
    let session = Session::here();
    // One signal a text, so that typing in one leaves the others alone. An empty text does not go out.
    let texts: Vec<(QuestionId, Vec<RwSignal<String>>)> =
        shown.texts.iter().map(|(id, texts)| (id.clone(), texts.iter().map(|text| RwSignal::new(text.clone())).collect())).collect();
    let state = shown.tally.as_ref().map_or(Publishable::TooFew, |tally| tally.publishable);
    let fields = fields(&shown, &texts);
    let minimum = shown.results.minimum;
    let publish = move |()| {
        let kept = |texts: &Vec<RwSignal<String>>| {
            let mut kept: Vec<String> =
                texts.iter().map(|text| text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty()).collect();
            // What was changed may stand elsewhere in the order.
            kept.sort();
            kept
        };
        let texts = texts.iter().map(|(id, texts)| (id.clone(), kept(texts))).filter(|(_, texts)| !texts.is_empty()).collect();
        let number = session.program().get_untracked().map_or(1, |program| {
            let known = program.tables.editions.cells().map(|(key, _)| key).filter(|key| key.survey == shown.id);
            known.map(|key| key.number).max().unwrap_or(0) + 1
        });
        let edition = Edition { on: session.today().get_untracked(), results: shown.results.clone(), texts };
        let key = EditionKey { survey: shown.id.clone(), number };
        let published = session.dispatch(vec![Entry::Edition(key, edition)]).map(|()| {
            let export = session.program_id().get_untracked().map(|program| session.export(&Outgoing::Publication(program)));
            let export = export.unwrap_or_default();
            files::download(&export.name, &export.text);
            export
        });
        outcome.set(Some(published));
    };
    let write_again = move |()| {
        if let Some(program) = session.program_id().get_untracked() {
            let export = session.export(&Outgoing::Publication(program));
            files::download(&export.name, &export.text);
            outcome.set(Some(Ok(export)));
        }
    };
    view! {
        <section class="section no-print">
            <h2>"公表する"</h2>
            <p>{words::publishable(state, minimum)}</p>
            <p>
                "公表すると、いま見えている集計が版として残り、職員に配るファイル（公表版）を書き出します。版は取り消せません。あとの版と引き算されても一人ひとりの回答が分からないように、次の版はこの版に合わせて伏せる所属が決まります。"
            </p>
            {fields}
            <div class="row">
                <Button weight=Weight::Primary icon=Icon::Download on_click=publish disabled=state != Publishable::Ready>
                    "公表する"
                </Button>
                <Button on_click=write_again disabled=state == Publishable::TooFew>"公表版のファイルをもう一度書き出す"</Button>
            </div>
            {move || match outcome.get() {
                Some(Ok(export)) => {
                    view! {
                        <Notice tone=Tone::Success arrival=Arrival::Sudden title="公表版を書き出しました">
                            <p>{format!("{}をダウンロードのフォルダーに保存しました。全員に送付してください。", export.name)}</p>
                        </Notice>
                    }
                        .into_any()
                }
                Some(Err(refusal)) => {
                    view! {
                        <Notice tone=Tone::Error arrival=Arrival::Sudden title="公表できませんでした">
                            <p>{words::refusal(&refusal)}</p>
                        </Notice>
                    }
                        .into_any()
                }
                None => ().into_any(),
            }}
        </section>
    }
}

fn fields(shown: &Shown, texts: &[(QuestionId, Vec<RwSignal<String>>)]) -> Option<impl IntoView + use<>> {
    let of_question = |(id, texts): &(QuestionId, Vec<RwSignal<String>>)| {
        let text = shown.survey.question(id).map(|question| question.text.clone());
        let field = |(at, text): (usize, &RwSignal<String>)| {
            let text = *text;
            view! { <TextArea label=format!("記述{}", at + 1) value=text rows=2 on_change=move |typed| text.set(typed) /> }
        };
        view! { <h4>{text}</h4> {texts.iter().enumerate().map(field).collect_view()} }
    };
    (!texts.is_empty()).then(|| {
        view! {
            <details>
                <summary>"自由記述を確かめる"</summary>
                <p>
                    "名前や出来事など、個人が分かるところを消すか言いかえてください。空にした記述は公表しません。元の回答は変わりません。"
                </p>
                {texts.iter().map(of_question).collect_view()}
            </details>
        }
    })
}
