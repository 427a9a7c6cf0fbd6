//! 委員意見 → 主管課回答 → 反映状況.

use super::cells::{Desk, MatterState, MatterWords, matter_cell};
use crate::{
    domain::{Entry, FiscalYear, FollowUp, FollowUpKey, Matter, MeasureId, Opinion, RowId, State, Tables},
    ui::{
        parts::{Button, ButtonSize, CaptionPlace, DataTable, TableStyle, TextArea, Weight},
        words,
    },
};
use leptos::prelude::*;

/// The opinions to read; nothing where there are none.
pub fn opinions_view(tables: &Tables, id: &MeasureId, year: FiscalYear) -> impl IntoView + use<> {
    let row = |opinion: Opinion| {
        let reflection = opinion.reflection.map(words::follow_up::reflection).unwrap_or("未入力");
        view! {
            <tr>
                <td class="typed-text">{opinion.words}</td>
                <td class="typed-text">{opinion.reply}</td>
                <td class="typed-text">{format!("{reflection}　{}", opinion.reflection_words).trim_end().to_owned()}</td>
            </tr>
        }
    };
    let rows = tables.opinions(id, year).into_iter().map(row).collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>"委員意見"</h2>
                <DataTable caption="委員意見と回答" caption_place=CaptionPlace::Hidden style=TableStyle::Form>
                    {heads()}
                    <tbody>{rows}</tbody>
                </DataTable>
            </section>
        }
    })
}

fn heads() -> impl IntoView {
    view! {
        <thead>
            <tr>
                <th scope="col">"委員意見"</th>
                <th scope="col">"主管課回答"</th>
                <th scope="col">"反映状況"</th>
            </tr>
        </thead>
    }
}

#[component]
pub fn OpinionsForm(desk: Desk, measure: MeasureId, year: FiscalYear) -> impl IntoView {
    let id = StoredValue::new(measure);
    let opinions = desk.memo(move |tables| id.with_value(|id| tables.opinions(id, year)).into_iter().map(|it| it.id).collect::<Vec<_>>());
    let new = RwSignal::new(String::new());
    let add = move |text: String| {
        if text.trim().is_empty() {
            return;
        }
        let Ok(name) = RowId::new(&desk.session.record_name()) else { return };
        desk.write(vec![Entry::FollowUp(FollowUpKey::Sheet(id.get_value(), year, Matter::Opinion(name)), FollowUp::words(text))]);
        new.set(String::new());
    };
    let row = move |name: RowId| {
        let at = {
            let name = name.clone();
            opinions.with_untracked(|all| all.iter().position(|other| *other == name)).unwrap_or_default() + 1
        };
        let (_, write) = matter_cell(desk, id.get_value(), year, Matter::Opinion(name.clone()));
        let take_back = move |()| write.run(Box::new(|value| value.state = Some(State::No)));
        view! {
            <tr>
                <td>
                    <MatterWords desk label=format!("委員意見{at}") measure=id.get_value() year matter=Matter::Opinion(name.clone()) />
                    <Button size=ButtonSize::Small weight=Weight::Text name=format!("委員意見{at}を取り消す") on_click=take_back>"取り消す"</Button>
                </td>
                <td><MatterWords desk label=format!("委員意見{at}への主管課回答") measure=id.get_value() year matter=Matter::Reply(name.clone()) /></td>
                <td>
                    <MatterState
                        desk
                        label=format!("委員意見{at}の反映状況")
                        measure=id.get_value()
                        year
                        matter=Matter::Reflection(name.clone())
                        text=words::follow_up::reflection
                    />
                    <MatterWords desk label=format!("委員意見{at}の反映の内容") measure=id.get_value() year matter=Matter::Reflection(name) />
                </td>
            </tr>
        }
    };
    view! {
        <Show when=move || { !opinions.with(Vec::is_empty) }>
            <div class="sheet-form">
                <DataTable caption="委員意見と回答の入力" caption_place=CaptionPlace::Hidden style=TableStyle::Form>
                    {heads()}
                    <tbody><For each=move || opinions.get() key=|it| it.clone() children=row /></tbody>
                </DataTable>
            </div>
        </Show>
        <TextArea label="委員意見を加える" value=new on_change=add rows=3 support="欄を離れると一覧に加わります。" />
    }
}
