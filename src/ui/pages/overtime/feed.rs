//! The indicators of the table, and their way into the programme in one step (N:65-67).

use crate::{
    domain::{Entry, Figure, FigureKey, IndicatorId, Refusal, Shown, overtime::Status},
    evaluate::overtime::{Fed, Indicators, indicators},
    session::{Attendance, Session},
    ui::{
        parts::{
            Arrival, Button, CaptionPlace, DataTable, FieldSize, Item, LabelPlace, Notice, NumberField, Numbers, Select, Tone, Weight,
        },
        route::Route,
        typed_number::TypedNumber,
        words::{self, overtime as overtime_words},
    },
};
use leptos::prelude::*;
use std::collections::BTreeMap;

#[component]
pub fn Feed() -> impl IntoView {
    let attendance = Attendance::here();
    let session = Session::here();
    let year = Memo::new(move |_| attendance.month().get().fiscal_year());
    let counts = Memo::new(move |_| {
        let rules = attendance.rules().get();
        attendance.ledger().with(|ledger| indicators(ledger, year.get(), &rules.limits, &rules.population))
    });
    let headcount = RwSignal::new(None::<u32>);
    let chosen = RwSignal::new(BTreeMap::<Fed, Option<IndicatorId>>::new());
    let outcome = RwSignal::new(None::<Result<usize, Refusal>>);
    let listed = Memo::new(move |_| listed(session));
    let target =
        move |fed: Fed| chosen.with(|chosen| chosen.get(&fed).cloned()).unwrap_or_else(|| guess(&listed.get(), overtime_words::fed(fed).1));
    let entries = move || {
        let listed = listed.get();
        let entry = |fed: Fed| {
            let id = target(fed)?;
            let unit = listed.iter().find(|(known, ..)| *known == id).map(|(_, _, unit)| unit.clone())?;
            let quantity = counts.get().quantity(fed, &unit)?;
            let figure = Figure {
                stage: counts.get().stage(attendance.month().get(), attendance.n_refused().get()),
                remark: trace(&counts.get(), attendance, headcount.get()),
                ..Figure::confirmed(Shown::Number(quantity))
            };
            Some(Entry::Figure(FigureKey { indicator: id, year: year.get(), part: None }, figure))
        };
        Fed::ALL.into_iter().filter_map(entry).collect::<Vec<_>>()
    };
    let feed = move |()| {
        let entries = untrack(entries);
        let n_entries = entries.len();
        outcome.set(Some(session.dispatch(entries).map(|()| n_entries)));
    };
    let row = move |fed: Fed| {
        let (name, _) = overtime_words::fed(fed);
        let value = move || counts.get().quantity(fed, unit(fed)).map_or("—".to_owned(), |quantity| words::quantity(&quantity));
        let items = Signal::derive(move || {
            let known = listed.get().into_iter().map(|(id, name, _)| Item::new(Some(id), name));
            std::iter::once(Item::new(None, "入れない")).chain(known).collect::<Vec<_>>()
        });
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="number"><strong>{value}</strong></td>
                <td class="no-print">
                    <Select
                        label=format!("{name}を入れる指標")
                        place=LabelPlace::Hidden
                        size=FieldSize::Dense
                        items
                        selected=Signal::derive(move || Some(target(fed)))
                        on_change=move |id| chosen.update(|chosen| { chosen.insert(fed, id); })
                    />
                </td>
            </tr>
        }
    };
    let type_headcount = move |typed: TypedNumber| match typed {
        TypedNumber::Blank => headcount.set(None),
        TypedNumber::Dash | TypedNumber::Amount(_) => headcount.set(typed.count()),
    };
    view! {
        <section class="section">
            <h2>{move || format!("{}の指標", words::year(year.get()))}</h2>
            <p>
                {move || {
                    let counts = counts.get();
                    format!("対象 {}人、のべ{}人月。", counts.n_employees, counts.person_months)
                }}
                {move || {
                    let counted = attendance.rules().get().population.counted.clone();
                    let left_out: Vec<&str> = Status::ALL.into_iter().filter(|status| !counted.contains(status)).map(overtime_words::status).collect();
                    format!("{}の月は数えません（設定で変えられます）。他費目を含みます。", left_out.join("・"))
                }}
            </p>
            {move || {
                let n_refused = attendance.n_refused().get();
                let title = format!("読み取れなかった行が{n_refused}行あり、計算に入っていません（速報値として入れます）。");
                (n_refused > 0).then(|| view! { <Notice tone=Tone::Warning title /> })
            }}
            {move || {
                let n_unknown = counts.get().n_unknown_until(attendance.month().get().place());
                (n_unknown > 0)
                    .then(|| {
                        view! {
                            <Notice tone=Tone::Warning title=format!("時間のわからない月がのべ{n_unknown}か月あります。この月は計算に入っていません（速報値として入れます）。") />
                        }
                    })
            }}
            <Show when=move || attendance.month().get().place() < 11>
                <p>
                    {move || {
                        let month = overtime_words::month_name(attendance.month().get());
                        format!("{month}までの値です。指標には速報値として入れます。")
                    }}
                </p>
            </Show>
            <DataTable caption="表から計算した指標" caption_place=CaptionPlace::Hidden>
                <thead>
                    <tr>
                        <th scope="col">"指標"</th>
                        <th scope="col">"値"</th>
                        <th scope="col" class="no-print">"入れる指標"</th>
                    </tr>
                </thead>
                <tbody>{Fed::ALL.map(row).collect_view()}</tbody>
            </DataTable>
            <div class="no-print">
                <NumberField
                    label="人事課の把握する対象職員数"
                    support="入れると、表の人数と比べます。"
                    unit="人"
                    numbers=Numbers::Counts
                    size=FieldSize::Short
                    value=Signal::derive(move || headcount.get().map_or(String::new(), |count| count.to_string()))
                    on_change=type_headcount
                />
            </div>
            {move || {
                let counted = counts.get().n_employees;
                headcount
                    .get()
                    .filter(|&count| count != counted)
                    .map(|count| {
                        let title = format!("対象職員数が違います：人事課 {count}人、表 {counted}人");
                        view! { <Notice tone=Tone::Warning title><p>"表に載っていない職員、または対象でない職員がいないか確かめてください。"</p></Notice> }
                    })
            }}
            <div class="row no-print">
                <Button weight=Weight::Primary on_click=feed disabled=Signal::derive(move || entries().is_empty())>
                    {move || format!("{}の指標に入れる", year.get().wareki())}
                </Button>
                <a href=Route::Indicators.href()>"指標を見る"</a>
            </div>
            {move || match outcome.get() {
                Some(Ok(n_figures)) => fed_notice(n_figures).into_any(),
                Some(Err(refusal)) => not_fed(&refusal).into_any(),
                None => ().into_any(),
            }}
        </section>
    }
}

/// An indicator that can be fed: its name and its unit.
pub(super) type Listed = (IndicatorId, String, String);

pub(super) fn listed(session: Session) -> Vec<Listed> {
    let Some(program) = session.program().get() else { return Vec::new() };
    let listed = program.tables.listed_indicators();
    listed.into_iter().map(|(id, indicator)| (id.clone(), indicator.name.clone(), indicator.unit.clone())).collect()
}

/// The first indicator whose name has these words.
pub(super) fn guess(listed: &[Listed], hint: &str) -> Option<IndicatorId> {
    listed.iter().find(|(_, name, _)| name.contains(hint)).map(|(id, ..)| id.clone())
}

pub(super) fn fed_notice(n_figures: usize) -> impl IntoView {
    let title = format!("{n_figures}件の指標に入れました。「元に戻す」で取り消せます。");
    view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title /> }
}

pub(super) fn not_fed(refusal: &Refusal) -> impl IntoView + use<> {
    let why = words::refusal(refusal);
    view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title="指標に入れられませんでした"><p>{why}</p></Notice> }
}

fn unit(fed: Fed) -> &'static str {
    match fed {
        Fed::MeanHours => "時間",
        Fed::Above720 => "人",
        Fed::Above360 => "%",
    }
}

/// What the figure was computed from, in its 備考.
fn trace(counts: &Indicators, attendance: Attendance, headcount: Option<u32>) -> String {
    let unknown = match counts.n_unknown_until(attendance.month().get().place()) {
        0 => String::new(),
        n_months => format!("、時間のわからない月{n_months}を除く"),
    };
    let refused = match attendance.n_refused().get() {
        0 => String::new(),
        n_rows => format!("、読み取れない{n_rows}行を除く"),
    };
    let headcount = headcount.map_or(String::new(), |count| format!("、人事課の把握{count}人"));
    format!(
        "時間外勤務の表から計算（{}、{}人、のべ{}人月、{}分{unknown}{refused}{headcount}）",
        overtime_words::as_of(attendance.as_of().get()),
        counts.n_employees,
        counts.person_months,
        counts.minutes.count()
    )
}
