//! 表から取り込む: figures and targets out of a file or copied cells, shown before anything of them is taken.

use super::{Head, Span, import_preview::Preview};
use crate::{
    browser::files,
    domain::FiscalYear,
    session::{OfficeError, Session, read_lines, read_pasted},
    sheetfile::figures::{Choices, has_headings, read},
    sheetfile::lines::Row,
    ui::{
        pages::ForEntry,
        parts::{Arrival, Button, FilePicker, Item, Notice, Progress, Select, TextArea, Tone},
        route::{IndicatorsView, Route},
        words,
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

/// What the reading is at.
#[derive(Clone, Default, PartialEq)]
enum Work {
    #[default]
    Idle,
    Busy,
    Failed(String),
    Done(String),
}

/// A table that waits to be taken.
#[derive(Clone, PartialEq)]
pub struct Waiting {
    pub name: String,
    /// By the names of their sheets; the one of a text has none.
    pub tables: Vec<(String, Arc<Vec<Row>>)>,
    /// The place of the table that is looked at.
    pub place: usize,
    /// What a person said its rows mean.
    pub choices: Choices,
}

#[component]
pub fn ImportFiguresPage() -> impl IntoView {
    let session = Session::here();
    let work = RwSignal::new(Work::default());
    let pasted = RwSignal::new(String::new());
    let waiting = RwSignal::new(None::<Waiting>);
    // Read anew when a person says what a row means, and when something changes under it.
    let reading = Memo::new(move |_| {
        let (waiting, program) = (waiting.get()?, session.program().get()?);
        let present = FiscalYear::of(session.today().get()).ok()?;
        let (_, rows) = waiting.tables.get(waiting.place)?;
        Some(read(rows, &program.tables, &waiting.choices, present).map(Arc::new))
    });
    let show = move |name: String, tables: Result<Vec<(String, Vec<Row>)>, OfficeError>| match tables {
        Ok(tables) => {
            // A workbook may begin with a sheet of explanations.
            let place = tables.iter().position(|(_, rows)| has_headings(rows)).unwrap_or_default();
            let tables = tables.into_iter().map(|(sheet, rows)| (sheet, Arc::new(rows))).collect();
            waiting.set(Some(Waiting { name, tables, place, choices: Choices::new() }));
            work.set(Work::Idle);
        }
        Err(why) => work.set(Work::Failed(words::reading_error(&why))),
    };
    let on_files = move |chosen: Vec<web_sys::File>| {
        let Some(file) = chosen.into_iter().next() else { return };
        work.set(Work::Busy);
        spawn_local(async move {
            let name = file.name();
            match files::read(&file).await {
                None => work.set(Work::Failed(format!("{name}を開けません。場所が変わっていないか確かめてください。"))),
                Some(bytes) => show(name, read_lines(&bytes).await),
            }
        });
    };
    let on_paste = move |()| {
        let text = pasted.get_untracked();
        if !text.trim().is_empty() {
            work.set(Work::Busy);
            spawn_local(async move { show("貼り付けた表".to_owned(), read_pasted(text).await) });
        }
    };
    let done = Callback::new(move |said: String| {
        waiting.set(None);
        pasted.set(String::new());
        work.set(Work::Done(said));
    });
    view! {
        <main class="page" id="main">
            <Head
                here=Route::IndicatorsAs(IndicatorsView::Import)
                title="表から取り込む"
                lead="Excel・CSVのファイルか、コピーしたセルで、実績と目標をまとめて入れます。取り込む前に、何が変わるかを確かめられます。"
                span=Span::AllYears
            />
            <ForEntry>
                <section class="section no-print">
                    <FilePicker
                        label="表のファイル"
                        accept=".csv,.tsv,.txt,.xlsx"
                        on_files
                        support="Excel（.xlsx）、CSV、タブ区切り。文字コードはUTF-8でもShift_JISでも読めます。"
                    />
                    <TextArea
                        label="貼り付けた表"
                        value=pasted
                        on_change=move |text| pasted.set(text)
                        rows=5
                        support="Excelで見出しの行から範囲を選んでコピーし、ここに貼り付けます。"
                    />
                    <div class="actions">
                        <Button on_click=on_paste>"貼り付けた表を読む"</Button>
                    </div>
                    <Shapes />
                </section>
            </ForEntry>
            {move || match work.get() {
                Work::Idle => ().into_any(),
                Work::Busy => view! { <Progress label="読み込んでいます" part=Signal::stored(None) /> }.into_any(),
                Work::Failed(why) => {
                    view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title="読み込めませんでした"><p>{why}</p></Notice> }.into_any()
                }
                Work::Done(said) => view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title=said /> }.into_any(),
            }}
            {move || {
                let name = waiting.with(|waiting| waiting.as_ref().map(|waiting| waiting.name.clone()))?;
                let found = match reading.get()? {
                    Ok(reading) => view! { <Preview name reading waiting done /> }.into_any(),
                    Err(why) => {
                        let title = format!("{name}は読み取れません");
                        view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title><p>{words::figures::file_refusal(&why)}</p></Notice> }
                            .into_any()
                    }
                };
                Some(view! { <Sheets waiting /> {found} })
            }}
        </main>
    }
}

/// Which sheet of a workbook is looked at, where it has several.
#[component]
fn Sheets(waiting: RwSignal<Option<Waiting>>) -> impl IntoView {
    let sheets =
        waiting.with_untracked(|waiting| waiting.as_ref().map(|it| it.tables.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()));
    let items: Vec<Item<usize>> = sheets.unwrap_or_default().into_iter().enumerate().map(|(place, name)| Item::new(place, name)).collect();
    let choose = move |place| {
        waiting.update(|waiting| {
            if let Some(waiting) = waiting {
                waiting.place = place;
            }
        });
    };
    let selected = Signal::derive(move || waiting.with(|waiting| waiting.as_ref().map(|it| it.place)));
    (items.len() > 1).then(|| view! { <Select label="シート" items selected on_change=choose /> })
}

/// Which tables are understood.
#[component]
fn Shapes() -> impl IntoView {
    view! {
        <details>
            <summary>"読み取れる表の形"</summary>
            <div class="stack">
                <p>"どちらの形でも読めます。列の順は自由で、知らない見出しの列は使いません。"</p>
                <ul>
                    <li>"1行に1つの値：「指標」（または「番号」）・「年度」・「実績」と、あれば「目標」「区分」「単位」「備考」"</li>
                    <li>"1行に1つの指標：「指標」と、「令和5年度」「R6」「2023」のような年度の列。目標は「R5目標」のように書きます"</li>
                </ul>
                <p>
                    "全角の数字、1,234、△5、12.5時間、50%も読めます。空欄はいまの値を残し、「—」は未測定になります。"
                    "区分には、男性・女性などの内訳、実績・目標、見込・速報・確定を書けます。"
                </p>
            </div>
        </details>
    }
}
