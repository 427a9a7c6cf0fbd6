//! 帳票: the forms of a year, to be looked at, printed, and written as Excel or CSV.

use super::{
    YearSelect,
    making::{MadePages, Making, MakingState, ResultsForm, Wanted, results_order},
};
use crate::{
    domain::{Department, DepartmentId, EditionKey, FiscalYear, Measure, MeasureId, Tables},
    evaluate::is_reported_on,
    session::Session,
    ui::{
        forms::{Edition, Order, Paper},
        parts::{Button, FieldSize, Icon, Item, Notice, RadioGroup, Select, Weight},
        route::{Route, SurveyView},
        words,
    },
};
use leptos::prelude::*;

/// A form by its name; which measures it is about is chosen beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Indicators,
    Sheets,
    Measures,
    Blank,
    Reports,
    Summary,
    Results,
    ResultsSummary,
}

/// An edition of a survey: what アンケート結果 is made of.
fn issues(session: Session) -> Memo<Vec<(EditionKey, String)>> {
    Memo::new(move |_| {
        let program = session.program().get();
        let named = |tables: &Tables| {
            let named = tables.editions.cells().filter_map(|(key, cell)| {
                let survey = tables.surveys.get(&key.survey)?;
                let on = cell.reading().values().pop()?.on;
                let name = format!("{}　{}　第{}版（{}公表）", survey.year.wareki(), survey.title, key.number, words::date(on));
                Some(((survey.year, key.number), (key.clone(), name)))
            });
            let mut named: Vec<_> = named.collect();
            named.sort_by_key(|(order, _)| std::cmp::Reverse(*order));
            named.into_iter().map(|(_, issue)| issue).collect()
        };
        program.map(|program| named(&program.tables)).unwrap_or_default()
    })
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
    // 所属の報告: of all as they came in, or the form of one.
    let department = RwSignal::new(session.settings().get_untracked().department);
    let edition = RwSignal::new(Edition::Internal);
    let issues = issues(session);
    let chosen_issue = RwSignal::new(None::<EditionKey>);
    let issue = Memo::new(move |_| {
        let chosen = chosen_issue.get().filter(|chosen| issues.with(|issues| issues.iter().any(|(key, _)| key == chosen)));
        chosen.or_else(|| issues.with(|issues| issues.first().map(|(key, _)| key.clone())))
    });
    let making = Making::new(session);
    let is_of_survey = Memo::new(move |_| matches!(choice.get(), Choice::Results | Choice::ResultsSummary));
    let order = move |wanted: Wanted| {
        let chosen: Vec<MeasureId> = measure.get_untracked().into_iter().collect();
        let is_filled_in = matches!(wanted, Wanted::Workbook | Wanted::Csv) && edition.get_untracked() == Edition::Internal;
        let paper = match choice.get_untracked() {
            Choice::Results => return results_order(session, issue.get_untracked()?, ResultsForm::Whole, wanted),
            Choice::ResultsSummary => return results_order(session, issue.get_untracked()?, ResultsForm::Summary, wanted),
            Choice::Indicators => Paper::Indicators,
            Choice::Sheets if wanted == Wanted::Csv => Paper::Cells(chosen),
            Choice::Sheets => Paper::Sheets(chosen),
            Choice::Measures => Paper::Measures,
            Choice::Blank => Paper::BlankSheets(chosen),
            Choice::Reports => Paper::Reports(department.get_untracked()),
            Choice::Summary => Paper::Summary,
        };
        Some(Order {
            paper,
            edition: edition.get_untracked(),
            year: session.year().get_untracked(),
            today: session.today().get_untracked(),
            fresh: is_filled_in.then(|| session.record_name()),
            digest: session.closed_digest(session.year().get_untracked()),
        })
    };
    let begin = move |wanted: Wanted| {
        if let Some(order) = order(wanted) {
            making.begin(wanted, order);
        }
    };
    // What is shown is of the order it was made for: another choice takes it off the page.
    Effect::new(move |last: Option<()>| {
        let _ = (choice.get(), measure.get(), department.get(), edition.get(), issue.get(), session.year().get(), session.program().get());
        if last.is_some() {
            making.forget();
        }
    });
    let is_without_issue = move || is_of_survey.get() && issue.with(Option::is_none);
    let is_disabled = Signal::derive(move || making.is_busy().get() || is_without_issue());
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
                <Show
                    when=move || is_of_survey.get()
                    fallback=move || view! {
                        <div class="row row--bottom">
                            <YearSelect />
                            <Show when=move || matches!(choice.get(), Choice::Sheets | Choice::Blank)>
                                <MeasureSelect measure />
                            </Show>
                            <Show when=move || choice.get() == Choice::Reports>
                                <DepartmentSelect department />
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
                    }
                >
                    <IssueSelect issues issue chosen=chosen_issue />
                </Show>
                <div class="actions">
                    <Button weight=Weight::Primary disabled=is_disabled on_click=move |()| begin(Wanted::Print)>"印刷する"</Button>
                    <Button disabled=is_disabled on_click=move |()| begin(Wanted::Screen)>"画面に表示する"</Button>
                    <Button icon=Icon::Download disabled=is_disabled on_click=move |()| begin(Wanted::Workbook)>"Excelに書き出す"</Button>
                    <Show when=move || has_csv.get()>
                        <Button icon=Icon::Download disabled=is_disabled on_click=move |()| begin(Wanted::Csv)>"CSVに書き出す"</Button>
                    </Show>
                </div>
                <MakingState making />
            </section>
            <MadePages making />
        </main>
    }
}

/// Results of a survey are written as they were published, and not otherwise: what went out before could be subtracted.
#[component]
fn IssueSelect(
    issues: Memo<Vec<(EditionKey, String)>>,
    issue: Memo<Option<EditionKey>>,
    chosen: RwSignal<Option<EditionKey>>,
) -> impl IntoView {
    let items = Signal::derive(move || issues.get().into_iter().map(|(key, name)| Item::new(key, name)).collect::<Vec<_>>());
    view! {
        <Show
            when=move || issues.with(|issues| !issues.is_empty())
            fallback=|| view! {
                <Notice title="公表されたアンケート結果がありません">
                    <p>
                        "帳票にできるのは、公表した版だけです。"
                        <a href=Route::Survey(SurveyView::Results).href()>"アンケートの集計結果"</a>
                        "で公表すると、ここで選べます。"
                    </p>
                </Notice>
            }
        >
            <Select
                label="アンケートの版"
                items
                selected=issue
                on_change=move |key| chosen.set(Some(key))
                support="公表した版に載せた数だけが入ります。少人数のところは、画面と同じように伏せたままです。"
            />
        </Show>
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
        Item::new(Choice::Results, "アンケート結果").with_support("公表した版の、設問・所属・属性・年度ごとの表と自由記述。"),
        Item::new(Choice::ResultsSummary, "アンケート結果（庁議用）")
            .with_support("回答率、指標になる設問、前の版から変わったことを1枚に。"),
    ];
    choices.extend(has_reports.then_some(reports));
    choices
}

#[component]
fn DepartmentSelect(department: RwSignal<Option<DepartmentId>>) -> impl IntoView {
    let session = Session::here();
    let items = Signal::derive(move || {
        let program = session.program().get();
        let listed = program.iter().flat_map(|program| {
            let item = |(id, it): (&DepartmentId, &Department)| Item::new(Some(id.clone()), it.name.clone());
            program.tables.listed_departments().into_iter().map(item).collect::<Vec<_>>()
        });
        std::iter::once(Item::new(None, "すべて（届いた報告）")).chain(listed).collect::<Vec<_>>()
    });
    view! {
        <Select
            label="所属"
            items
            selected=Signal::derive(move || Some(department.get()))
            on_change=move |chosen| department.set(chosen)
            support="所属を選ぶと、その所属が記入する様式になります。"
            size=FieldSize::Short
        />
    }
}

#[component]
fn MeasureSelect(measure: RwSignal<Option<MeasureId>>) -> impl IntoView {
    let session = Session::here();
    let items = Signal::derive(move || {
        let program = session.program().get();
        let listed = program.iter().flat_map(|program| {
            let name = |(id, it): (&MeasureId, &Measure)| (id.clone(), format!("{} {}", it.number, it.name));
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
