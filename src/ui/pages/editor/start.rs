//! 新しいプログラム: from nothing, or after the model of one that is here.

use super::{desk::Desk, typed};
use crate::{
    browser::location,
    domain::{
        Copied, Entry, FiscalYear, Note, NoteId, NoteKind, NotePlace, Overview, ProgramId, RatingScale, Settings, Tables, Vocabulary,
        copied,
    },
    session::Session,
    ui::{
        parts::{Arrival, Button, FieldSize, Item, Need, Notice, RadioGroup, Select, TextField, Tone, Weight},
        route::{EditorView, Route},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn Start() -> impl IntoView {
    view! {
        <main class="page page--narrow" id="main">
            <div class="page-head">
                <p class="small no-print"><a href=Route::Settings.href()>"設定"</a>" ＞ 新しいプログラム"</p>
                <h1>"新しいプログラムを作る"</h1>
                <p class="lead">"作ったものはすぐ保存され、「元に戻す」で取り消せます。ほかのプログラムは変わりません。"</p>
            </div>
            <FromNothing />
            <FromModel />
        </main>
    }
}

/// Begins the programme and opens it, or says why not.
fn found(entries: Vec<Entry>, trouble: RwSignal<Option<String>>) {
    match Session::here().found(entries) {
        Ok(_) => location::go(&Route::Editor(EditorView::Overview).href()),
        Err(refusal) => trouble.set(Some(words::refusal(&refusal))),
    }
}

#[component]
fn Trouble(trouble: RwSignal<Option<String>>) -> impl IntoView {
    move || trouble.get().map(|title| view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title /> })
}

#[component]
fn FromNothing() -> impl IntoView {
    let desk = Desk::here();
    let present = FiscalYear::of(desk.session.today().get_untracked()).unwrap_or(FiscalYear::FIRST);
    let (city, title) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let first = RwSignal::new(present);
    let last = RwSignal::new(FiscalYear::new(present.number() + 4).ok());
    let trouble = RwSignal::new(None::<String>);
    let is_tried = RwSignal::new(false);
    let make = move |()| {
        let (city, title) = (city.get_untracked().trim().to_owned(), title.get_untracked().trim().to_owned());
        is_tried.set(true);
        if !title.is_empty() {
            found(empty(city, title, first.get_untracked(), last.get_untracked()), trouble);
        }
    };
    let years = typed::year_items(present, None);
    view! {
        <section class="section">
            <h2>"はじめから作る"</h2>
            <div class="columns">
                <TextField label="市町村名" value=city on_change=move |text| city.set(text) support="例：架空市" size=FieldSize::Short />
                <TextField
                    label="計画の名前"
                    need=Need::Required
                    value=title
                    on_change=move |text| title.set(text)
                    support="例：第2次行政改革実施計画"
                    error=Signal::derive(move || {
                        (is_tried.get() && title.with(|title| title.trim().is_empty())).then(|| "計画の名前を入れてください。".to_owned())
                    })
                />
            </div>
            <div class="columns">
                <Select
                    label="最初の年度"
                    items=years.clone()
                    selected=Signal::derive(move || Some(first.get()))
                    on_change=move |year| first.set(year)
                    size=FieldSize::Short
                />
                <Select
                    label="最後の年度"
                    items=typed::year_or_none(years, "決まっていない")
                    selected=Signal::derive(move || Some(last.get()))
                    on_change=move |year| last.set(year)
                    size=FieldSize::Short
                />
            </div>
            <Trouble trouble />
            <div class="actions"><Button weight=Weight::Primary on_click=make>"作る"</Button></div>
        </section>
    }
}

fn empty(city: String, title: String, first_year: FiscalYear, last_year: Option<FiscalYear>) -> Vec<Entry> {
    let overview = Overview {
        city,
        title,
        established: None,
        first_year,
        last_year,
        issued_by: Vec::new(),
        policies: Vec::new(),
        document: String::new(),
    };
    let vocabulary =
        Vocabulary {
            pillar: "柱".to_owned(), measure: "取組".to_owned(), department: "所属".to_owned(), secretariat: "事務局".to_owned()
        };
    let scale = RatingScale { grades: Vec::new(), decisions: Vec::new(), reason_where_it_differs: Default::default() };
    vec![
        Entry::Overview((), overview),
        Entry::Settings((), Settings::usual(first_year)),
        Entry::Vocabulary((), vocabulary),
        Entry::RatingScale((), scale),
    ]
}

#[component]
fn FromModel() -> impl IntoView {
    let desk = Desk::here();
    let session = desk.session;
    let model = RwSignal::new(session.program_id().get_untracked());
    let what = RwSignal::new(Copied::Definitions);
    let (city, title) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let trouble = RwSignal::new(None::<String>);
    let is_tried = RwSignal::new(false);
    let items = Signal::derive(move || session.programs().get().into_iter().map(|(id, title)| Item::new(id, title)).collect::<Vec<_>>());
    let n_left_out = Memo::new(move |_| {
        session.workspace().with(|workspace| {
            let model = model.get()?;
            workspace.program(&model).map(|program| copied(&program.tables, what.get()).1)
        })
    });
    let make = move |()| {
        let title = title.get_untracked().trim().to_owned();
        is_tried.set(true);
        let Some(model) = model.get_untracked().filter(|_| !title.is_empty()) else { return };
        let entries = session.workspace().with_untracked(|workspace| {
            let program = workspace.program(&model)?;
            Some(after_model(session, &program.tables, what.get_untracked(), city.get_untracked().trim(), &title))
        });
        if let Some(entries) = entries {
            found(entries, trouble);
        }
    };
    let kinds = vec![
        Item::new(Copied::Definitions, "定義だけ").with_support("所属・柱・取組・指標・目標値・評価区分・判定の設定・年次計画"),
        Item::new(Copied::Everything, "実績も").with_support("加えて、実績値・管理票の文章・評価・注記・照合"),
    ];
    view! {
        <section class="section">
            <h2>"いまあるプログラムを写して作る"</h2>
            <p class="small">
                "アンケートとその回答、照会と提出の経過、対象者数、時間外勤務の入力は写しません。写したことは注記に残ります。"
            </p>
            <Select label="写すプログラム" items selected=model on_change=move |id: ProgramId| model.set(Some(id)) />
            <RadioGroup label="写すもの" items=kinds selected=Signal::derive(move || Some(what.get())) on_change=move |it| what.set(it) />
            <div class="columns">
                <TextField
                    label="新しい市町村名"
                    value=city
                    on_change=move |text| city.set(text)
                    support="空欄なら同じ名前"
                    size=FieldSize::Short
                />
                <TextField
                    label="新しい計画の名前"
                    need=Need::Required
                    value=title
                    on_change=move |text| title.set(text)
                    error=Signal::derive(move || {
                        (is_tried.get() && title.with(|title| title.trim().is_empty())).then(|| "計画の名前を入れてください。".to_owned())
                    })
                />
            </div>
            {move || {
                n_left_out
                    .get()
                    .filter(|n| *n > 0)
                    .map(|n| {
                        let title = format!("内容の食い違いがある{n}件は写しません");
                        view! { <Notice tone=Tone::Warning title /> }
                    })
            }}
            <Trouble trouble />
            <div class="actions"><Button on_click=make>"写して作る"</Button></div>
        </section>
    }
}

fn after_model(session: Session, model: &Tables, what: Copied, city: &str, title: &str) -> Vec<Entry> {
    let (mut entries, _) = copied(model, what);
    let old = model.overview.get(&());
    let old_name = old.map_or_else(String::new, |overview| format!("{}「{}」", overview.city, overview.title));
    if let Some(overview) = old {
        let city = if city.is_empty() { overview.city.clone() } else { city.to_owned() };
        entries.push(Entry::Overview((), Overview { city, title: title.to_owned(), ..overview.clone() }));
    }
    if let Ok(id) = NoteId::new(&session.record_name()) {
        let which = match what {
            Copied::Definitions => "定義",
            Copied::Everything => "定義と実績",
        };
        let text = format!("{}に、{old_name}の{which}を写して作成。", words::date(session.today().get_untracked()));
        entries.push(Entry::Note(id, Note { place: NotePlace::Program, kind: NoteKind::Remark, mark: String::new(), text }));
    }
    entries
}
