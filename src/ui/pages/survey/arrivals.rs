//! How many answers came from each department, against its 対象者数.

use crate::{
    domain::{GroupPlace, SurveyId, Tables},
    evaluate::{Arrivals, Arrived, arrivals, share},
    session::Session,
    ui::{
        parts::{CaptionPlace, DataTable, EmptyState, TableStyle},
        route::{Route, SurveyView},
        words,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn ArrivalTable(id: SurveyId) -> impl IntoView {
    let session = Session::here();
    let counted = Memo::new(move |_| {
        let program = session.program().get()?;
        Some((arrivals(&program, &id, session.today().get()), Arc::new(program.tables.clone())))
    });
    move || counted.get().map(|(arrivals, tables)| view! { {facts(&arrivals)} {table(&arrivals, &tables)} })
}

fn facts(arrivals: &Arrivals) -> impl IntoView + use<> {
    // A count that grows by one with one file would tell when somebody answered.
    let files = arrivals.files.map_or_else(|| format!("{}件未満", arrivals.minimum), |n| format!("{n}件"));
    let newer = (arrivals.newer_version > 0).then(|| {
        view! {
            <dt>"新しい版の設問への回答"</dt>
            <dd>{format!("{}件（新しい配布ファイルを読み込むと数えます）", arrivals.newer_version)}</dd>
        }
    });
    view! {
        <dl class="facts">
            <dt>"数える回答（ファイル）"</dt>
            <dd>{files}</dd>
            <dt>"締切のあとに届いた回答"</dt>
            <dd>{format!("{}件", arrivals.late)}</dd>
            {newer}
        </dl>
    }
}

fn table(arrivals: &Arrivals, tables: &Tables) -> AnyView {
    let minimum = arrivals.minimum;
    let row = |arrived: &Arrived| {
        let people = |n: Option<u32>, otherwise: &str| n.map_or_else(|| otherwise.to_owned(), |n| format!("{n}人"));
        let files = arrived.files.map_or_else(|| words::HIDDEN.to_owned(), |n| format!("{n}件"));
        let paper = arrived.paper.map_or_else(String::new, |n| format!("{n}枚"));
        let rate = arrived.files.zip(arrived.eligible);
        let rate = rate.and_then(|(files, eligible)| share(u64::from(files) + u64::from(arrived.paper.unwrap_or(0)), eligible.into()));
        // Whoever names a section is counted there, and so are its people.
        let has_sections = matches!(&arrived.place, GroupPlace::Department(id) if tables.has_departments_within(id));
        let note = if has_sections { format!("（{}）", words::WITHOUT_SECTIONS) } else { String::new() };
        view! {
            <tr>
                <th scope="row">{words::group_place(&arrived.place, tables)} {note}</th>
                <td class="number">{people(arrived.eligible, "—")}</td>
                <td class="number">{files}</td>
                <td class="number">{paper}</td>
                <td class="number">{rate.map_or_else(|| "—".to_owned(), words::percent)}</td>
            </tr>
        }
    };
    if arrivals.places.is_empty() {
        let title = "対象者数を入力すると、所属ごとの回収を表示します";
        let way = view! { <a class="no-print" href=Route::Survey(SurveyView::Overview).href()>"対象者数を入力する"</a> };
        return view! { <h2>"所属ごとの回収"</h2> <EmptyState title>{way}</EmptyState> }.into_any();
    }
    let rows = arrivals.places.iter().map(row).collect_view();
    let note = if arrivals.is_closed {
        "締め切ったので、すべての所属の件数を示しています。少人数の所属は、集計結果では伏せます。".to_owned()
    } else {
        format!(
            "締め切るまでは、{minimum}件に満たない所属と、引き算でその件数が分かってしまう所属を「{}」としています。1件ずつ増えるところが見えると、だれがいつ答えたか分かるためです。",
            words::HIDDEN
        )
    };
    view! {
        <h2>"所属ごとの回収"</h2>
        <p class="soft">{note}</p>
        <DataTable caption="所属ごとの回収" caption_place=CaptionPlace::Hidden style=TableStyle::Pinned>
            <thead>
                <tr>
                    <th scope="col">"所属"</th>
                    <th scope="col">"対象者数"</th>
                    <th scope="col">"届いた回答"</th>
                    <th scope="col">"用紙"</th>
                    <th scope="col">"回答率"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
        <p class="no-print"><a href=Route::Survey(SurveyView::Overview).href()>"対象者数を入力する"</a></p>
    }
    .into_any()
}
