//! What 【Action】 leaves to the next year, and what this year's Plan makes of what the last one left.

use super::cells::{Desk, MatterState, MatterWords, matter_cell};
use crate::{
    domain::{Entry, FiscalYear, FollowUp, FollowUpKey, Matter, MeasureId, Passage, PassageKey, RowId, Section, State, ToDo},
    evaluate::sentences,
    ui::{
        parts::{Button, ButtonSize, CaptionPlace, DataTable, TableStyle, Weight},
        words,
    },
};
use leptos::prelude::*;

/// The sentences of 【Action】, each of which can be marked.
#[component]
pub fn ActionForm(desk: Desk, measure: MeasureId, year: FiscalYear) -> impl IntoView {
    let id = StoredValue::new(measure);
    let to_dos =
        desk.memo(move |tables| id.with_value(|id| tables.to_dos(id, year)).into_iter().map(|it| (it.id, it.words)).collect::<Vec<_>>());
    let unmarked = desk.memo(move |tables| {
        let key = PassageKey { measure: id.get_value(), year, section: Section::Action };
        let Some(Passage::Text(text)) = tables.passages.get(&key) else { return Vec::new() };
        let marked = to_dos.get();
        sentences(text).into_iter().filter(|sentence| marked.iter().all(|(_, words)| words != sentence)).collect::<Vec<_>>()
    });
    let mark = move |words: String| {
        let Ok(name) = RowId::new(&desk.session.record_name()) else { return };
        let key = FollowUpKey::Sheet(id.get_value(), year, Matter::ToDo(name));
        desk.write(vec![Entry::FollowUp(key, FollowUp::words(words))]);
    };
    let unmarked_view = move |sentence: String| {
        let words = sentence.clone();
        view! {
            <li class="row">
                <span class="typed-text">{sentence.clone()}</span>
                <Button
                    size=ButtonSize::Small
                    name=format!("「{}」を次年度への宿題にする", words::shortened(&sentence))
                    on_click=move |()| mark(words.clone())
                >
                    "次年度への宿題にする"
                </Button>
            </li>
        }
    };
    let marked_view = move |(name, words): (RowId, String)| {
        let (_, write) = matter_cell(desk, id.get_value(), year, Matter::ToDo(name));
        let take_back = move |()| write.run(Box::new(|value| value.state = Some(State::No)));
        view! {
            <li class="row">
                <span class="typed-text">{words.clone()}</span>
                <Button
                    size=ButtonSize::Small
                    weight=Weight::Text
                    name=format!("「{}」の宿題を取り消す", words::shortened(&words))
                    on_click=take_back
                >
                    "取り消す"
                </Button>
            </li>
        }
    };
    view! {
        <Show when=move || { !to_dos.with(Vec::is_empty) }>
            <h3>"次年度への宿題"</h3>
            <p class="soft">"次の年度の票で、反映・継続・完了・見送りのどれかを答えます。"</p>
            <ul class="plain-list"><For each=move || to_dos.get() key=|it| it.clone() children=marked_view /></ul>
        </Show>
        <Show when=move || { !unmarked.with(Vec::is_empty) }>
            <details>
                <summary>"文ごとに宿題にするものを選ぶ"</summary>
                <ul class="plain-list"><For each=move || unmarked.get() key=|it| it.clone() children=unmarked_view /></ul>
            </details>
        </Show>
    }
}

/// What the year before left over, to be answered by this year's Plan.
#[component]
pub fn AnswersForm(desk: Desk, measure: MeasureId, year: FiscalYear) -> impl IntoView {
    let id = StoredValue::new(measure);
    let before = year.previous();
    let to_dos = desk.memo(move |tables| {
        let left = before.map(|before| id.with_value(|id| tables.to_dos(id, before))).unwrap_or_default();
        left.into_iter().map(|it| (it.id, it.words)).collect::<Vec<_>>()
    });
    let row = move |(name, text): (RowId, String)| {
        let before = before?;
        let matter = Matter::Answer(name.clone());
        let short = words::shortened(&text);
        // 見送り takes a reason; until it is there the answer counts as open.
        let owes = desk.memo(move |tables| {
            let all = id.with_value(|id| tables.to_dos(id, before));
            all.into_iter().find(|it| it.id == name).is_some_and(|it: ToDo| it.answer == Some(State::Dropped) && !it.is_answered())
        });
        let error = Signal::derive(move || owes.get().then(|| "見送りの理由を入れてください。".to_owned()));
        Some(view! {
            <tr>
                <th scope="row" class="typed-text">{text}</th>
                <td>
                    <MatterState
                        desk
                        label=format!("「{short}」への対応")
                        measure=id.get_value()
                        year=before
                        matter=matter.clone()
                        text=words::follow_up::answer
                    />
                </td>
                <td>
                    <MatterWords desk label=format!("「{short}」への対応の内容・理由") measure=id.get_value() year=before matter error />
                </td>
            </tr>
        })
    };
    view! {
        <Show when=move || { !to_dos.with(Vec::is_empty) }>
            <h3>"前年度からの宿題への対応"</h3>
            <div class="sheet-form">
                <DataTable caption="前年度からの宿題への対応" caption_place=CaptionPlace::Hidden style=TableStyle::Form>
                    <thead>
                        <tr>
                            <th scope="col">"宿題"</th>
                            <th scope="col">"対応"</th>
                            <th scope="col">"内容・理由"</th>
                        </tr>
                    </thead>
                    <tbody><For each=move || to_dos.get() key=|it| it.clone() children=row /></tbody>
                </DataTable>
            </div>
        </Show>
    }
}
