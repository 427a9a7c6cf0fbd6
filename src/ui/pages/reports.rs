//! 帳票: the forms of a year, to be looked at, printed, and written as Excel or CSV.

use super::YearSelect;
use crate::{
    browser::files,
    domain::{FiscalYear, MeasureId},
    evaluate::is_reported_on,
    session::{OfficeError, Session},
    sheetfile::form::Page,
    ui::{
        forms::{Edition, Order, Paper, file_stem},
        parts::{Arrival, Button, FieldSize, FormPages, Icon, Item, Notice, Progress, RadioGroup, Select, Tone, Weight},
        route::{Route, SurveyView},
        words,
    },
};
use leptos::{prelude::*, task::spawn_local};

/// A form by its name; which measures it is about is chosen beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Indicators,
    Sheets,
    Measures,
    Blank,
    Reports,
    Summary,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Screen,
    Print,
    Workbook,
    Csv,
}

#[derive(Clone, Debug, PartialEq)]
enum Work {
    Idle,
    Busy(Wanted),
    Failed(OfficeError),
    Done(String),
}

/// `sheet`: the one that was looked at before, to be printed.
#[component]
pub fn ReportsPage(sheet: Option<(MeasureId, FiscalYear)>) -> impl IntoView {
    let session = Session::here();
    let choice = RwSignal::new(Choice::Sheets);
    if let Some((_, year)) = &sheet {
        session.choose_year(*year);
    }
    let measure = RwSignal::new(sheet.map(|(measure, _)| measure));
    let edition = RwSignal::new(Edition::Internal);
    let work = RwSignal::new(Work::Idle);
    let shown = RwSignal::new(None::<(Order, Vec<Page>)>);
    // Counts the works begun: what a cancelled one brings is not taken.
    let begun = StoredValue::new(0_u32);
    let order = move |wanted: Wanted| {
        let chosen: Vec<MeasureId> = measure.get_untracked().into_iter().collect();
        let is_filled_in = matches!(wanted, Wanted::Workbook | Wanted::Csv) && edition.get_untracked() == Edition::Internal;
        Order {
            paper: match choice.get_untracked() {
                Choice::Indicators => Paper::Indicators,
                Choice::Sheets if wanted == Wanted::Csv => Paper::Cells(chosen),
                Choice::Sheets => Paper::Sheets(chosen),
                Choice::Measures => Paper::Measures,
                Choice::Blank => Paper::BlankSheets(chosen),
                Choice::Reports => Paper::Reports,
                Choice::Summary => Paper::Summary,
            },
            edition: edition.get_untracked(),
            year: session.year().get_untracked(),
            today: session.today().get_untracked(),
            fresh: is_filled_in.then(|| session.fresh_name()),
            digest: session.closed_digest(session.year().get_untracked()),
        }
    };
    let begin = move |wanted: Wanted| {
        let order = order(wanted);
        let number = begun.with_value(|n| n + 1);
        begun.set_value(number);
        work.set(Work::Busy(wanted));
        spawn_local(async move {
            let result = make(session, wanted, &order).await;
            if begun.get_value() != number {
                return;
            }
            match result {
                Err(why) => work.set(Work::Failed(why)),
                Ok(Made::File(name)) => work.set(Work::Done(format!("{name} を書き出しました。"))),
                Ok(Made::Pages(pages)) => {
                    shown.set(Some((order, pages)));
                    work.set(Work::Idle);
                    if wanted == Wanted::Print {
                        // The pages are in the document before the browser is asked to print it.
                        files::pause().await;
                        files::print();
                    }
                }
            }
        });
    };
    let cancel = move |()| {
        begun.update_value(|n| *n += 1);
        session.stop_office();
        work.set(Work::Done("中止しました。".to_owned()));
    };
    // What is shown is of the order it was made for: another choice takes it off the page.
    Effect::new(move |last: Option<()>| {
        let _ = (choice.get(), measure.get(), edition.get(), session.year().get(), session.program().get());
        if last.is_some() {
            shown.set(None);
        }
    });
    let is_busy = Signal::derive(move || matches!(work.get(), Work::Busy(_)));
    let has_reports = Memo::new(move |_| {
        session.program().get().is_some_and(|program| {
            let tables = &program.tables;
            tables.listed_measures().into_iter().any(|(id, _)| is_reported_on(tables, id))
        })
    });
    let has_csv = Signal::derive(move || choice.get() != Choice::Blank);
    view! {
        <main class="page" id="main">
            <div class="page-head no-print">
                <h1>"帳票"</h1>
                <p class="lead">"紙の様式のとおりに印刷し、Excel・CSVに書き出します。記入して返ってきたExcel・CSVは「提出・回収」で読み込めます。"</p>
            </div>
            <section class="section no-print">
                <h2>"帳票を選ぶ"</h2>
                <RadioGroup
                    label="帳票"
                    items=Signal::derive(move || choices(has_reports.get()))
                    selected=Signal::derive(move || Some(choice.get()))
                    on_change=move |chosen| choice.set(chosen)
                />
                <div class="row row--bottom">
                    <YearSelect />
                    <Show when=move || matches!(choice.get(), Choice::Sheets | Choice::Blank)>
                        <MeasureSelect measure />
                    </Show>
                    <Select
                        label="版"
                        items=[Item::new(Edition::Internal, "庁内版"), Item::new(Edition::Public, "公表版")].to_vec()
                        selected=Signal::derive(move || Some(edition.get()))
                        on_change=move |chosen| edition.set(chosen)
                        support="公表版には、庁内の覚え書き・氏名・経過を入れません。"
                        size=FieldSize::Short
                    />
                </div>
                <div class="actions">
                    <Button weight=Weight::Primary disabled=is_busy on_click=move |()| begin(Wanted::Print)>"印刷する"</Button>
                    <Button disabled=is_busy on_click=move |()| begin(Wanted::Screen)>"画面に表示する"</Button>
                    <Button icon=Icon::Download disabled=is_busy on_click=move |()| begin(Wanted::Workbook)>"Excelに書き出す"</Button>
                    <Show when=move || has_csv.get()>
                        <Button icon=Icon::Download disabled=is_busy on_click=move |()| begin(Wanted::Csv)>"CSVに書き出す"</Button>
                    </Show>
                </div>
                {move || match work.get() {
                    Work::Idle => ().into_any(),
                    Work::Busy(wanted) => view! { <Progress label=doing(wanted) part=Signal::stored(None) on_cancel=cancel /> }.into_any(),
                    Work::Failed(why) => {
                        view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title="帳票を作れませんでした"><p>{words::form_error(&why)}</p></Notice> }
                            .into_any()
                    }
                    Work::Done(what) => view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title=what /> }.into_any(),
                }}
                <p>
                    "アンケートの結果は、"<a href=Route::Survey(SurveyView::Results).href()>"アンケート結果のページ"</a>
                    "で見て印刷します。"
                </p>
            </section>
            {move || {
                shown.get().map(|(_, pages)| {
                    view! { <div class="form-pages" role="region" aria-label="帳票の表示" tabindex="0"><FormPages pages /></div> }
                })
            }}
        </main>
    }
}

enum Made {
    Pages(Vec<Page>),
    /// The name of the file that was handed over.
    File(String),
}

async fn make(session: Session, wanted: Wanted, order: &Order) -> Result<Made, OfficeError> {
    let text = order.write();
    let stem = move || {
        let program = session.program_id().get_untracked();
        file_stem(program.as_ref().map_or("", |id| id.as_str()), order)
    };
    match wanted {
        Wanted::Screen | Wanted::Print => session.form_pages(&text).await.map(Made::Pages),
        Wanted::Workbook => {
            let bytes = session.form_workbook(&text).await?;
            let name = format!("{}.xlsx", stem());
            files::download_bytes(&name, &bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            Ok(Made::File(name))
        }
        Wanted::Csv => {
            let text = session.form_csv(&text).await?;
            let name = format!("{}.csv", stem());
            files::download_bytes(&name, text.as_bytes(), "text/csv");
            Ok(Made::File(name))
        }
    }
}

fn choices(has_reports: bool) -> Vec<Item<Choice>> {
    let reports = Item::new(Choice::Reports, "取組の実施状況").with_support("主管課のない取組について、所属ごとの報告と優良事例。");
    let mut choices = vec![
        Item::new(Choice::Sheets, "進捗管理票").with_support("記入された内容の入った票。すべて、または一つの取組。"),
        Item::new(Choice::Measures, "取組項目一覧"),
        Item::new(Choice::Blank, "進捗管理票の白紙の様式").with_support("計画までが入り、年度の欄は手書きできます。"),
        Item::new(Choice::Indicators, "指標表").with_support("現状及び目標と判定。"),
        Item::new(Choice::Summary, "庁議一枚もの").with_support("柱ごとの達成状況、変わったもの、判定を待っているもの。"),
    ];
    choices.extend(has_reports.then_some(reports));
    choices
}

fn doing(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Screen | Wanted::Print => "帳票を作っています",
        Wanted::Workbook => "Excelのファイルを作っています",
        Wanted::Csv => "CSVのファイルを作っています",
    }
}

#[component]
fn MeasureSelect(measure: RwSignal<Option<MeasureId>>) -> impl IntoView {
    let session = Session::here();
    let items = Signal::derive(move || {
        let program = session.program().get();
        let listed = program.iter().flat_map(|program| {
            let name = |(id, it): (&MeasureId, &crate::domain::Measure)| (id.clone(), format!("{} {}", it.number, it.name));
            program.tables.listed_measures().into_iter().map(name).collect::<Vec<_>>()
        });
        let listed = listed.map(|(id, name)| Item::new(Some(id), name.trim()));
        std::iter::once(Item::new(None, "すべて")).chain(listed).collect::<Vec<_>>()
    });
    view! {
        <Select
            label="取組"
            items
            selected=Signal::derive(move || Some(measure.get()))
            on_change=move |chosen| measure.set(chosen)
        />
    }
}
