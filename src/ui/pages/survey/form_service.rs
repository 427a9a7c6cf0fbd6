//! LoGoフォームのCSV: what its columns hold, what could not be read, and then the answers.

use crate::{
    browser::files,
    domain::{Attribute, SurveyId},
    session::{FormTaken, Holds, Session},
    ui::{
        parts::{
            Arrival, Button, CaptionPlace, DataTable, FieldSize, FileCount, FilePicker, Item, LabelPlace, Notice, Select, Tone, Weight,
        },
        words,
    },
};
use leptos::{prelude::*, task::spawn_local};

#[component]
pub fn FormService(id: SurveyId) -> impl IntoView {
    let session = Session::here();
    let bytes = StoredValue::new(None::<Vec<u8>>);
    let taken = RwSignal::new(None::<FormTaken>);
    let outcome = RwSignal::new(None::<Result<String, String>>);
    let for_reading = StoredValue::new(id.clone());
    let read = Callback::new(move |()| {
        spawn_local(async move {
            let Some(bytes) = bytes.get_value() else { return };
            match session.read_survey_form(&for_reading.get_value(), &bytes).await {
                Ok(read) => taken.set(Some(read)),
                Err(error) => outcome.set(Some(Err(words::reading_error(&error)))),
            }
        });
    });
    let choose = move |chosen: Vec<web_sys::File>| {
        outcome.set(None);
        spawn_local(async move {
            let Some(file) = chosen.into_iter().next() else { return };
            match files::read(&file).await {
                Some(content) => {
                    bytes.set_value(Some(content));
                    read.run(());
                }
                None => outcome.set(Some(Err("ファイルを開けません。場所が変わっていないか確かめてください。".to_owned()))),
            }
        });
    };
    let take = move |()| {
        if let Some(read) = taken.get_untracked() {
            let received = session.take_form(&id, read);
            taken.set(None);
            outcome.set(Some(Ok(words::adopted(0, received))));
        }
    };
    view! {
        <section class="section">
            <h2>"LoGoフォームで集めた回答"</h2>
            <FilePicker
                label="回答のCSV"
                accept=".csv,.xlsx,text/csv"
                count=FileCount::One
                on_files=choose
                support="1行が1件の回答です。氏名・メールアドレス・日時の列は読みません。同じファイルを2度読んでも、二重には数えません。"
            />
            {move || match outcome.get() {
                Some(Ok(text)) => view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title=text /> }.into_any(),
                Some(Err(text)) => view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title=text /> }.into_any(),
                None => ().into_any(),
            }}
            {move || taken.get().map(|taken| view! { <Columns read=taken id=for_reading.get_value() on_change=read /> })}
            <Show when=move || taken.with(Option::is_some)>
                <div class="actions">
                    <Button weight=Weight::Text on_click=move |()| taken.set(None)>"やめる"</Button>
                    <Button
                        weight=Weight::Primary
                        on_click=take.clone()
                        disabled=Signal::derive(move || taken.with(|taken| taken.as_ref().is_none_or(|taken| taken.answers.is_empty())))
                    >
                        {move || format!("回答{}件を読み込む", taken.with(|taken| taken.as_ref().map_or(0, |taken| taken.answers.len())))}
                    </Button>
                </div>
            </Show>
        </section>
    }
}

#[component]
fn Columns(read: FormTaken, id: SurveyId, on_change: Callback<()>) -> impl IntoView {
    let session = Session::here();
    let items = Signal::derive(move || {
        let program = session.program().get();
        let questions = program.iter().flat_map(|program| program.tables.surveys.get(&id).map(|survey| survey.questions.clone())).flatten();
        let questions = questions.map(|question| Item::new(Holds::Question(question.id), question.text));
        let about = Attribute::ALL.map(|attribute| Item::new(Holds::Attribute(attribute), words::attribute(attribute)));
        let first = [
            Item::new(Holds::Nothing, "読まない"),
            Item::new(Holds::Receipt, "受付番号（残しません）"),
            Item::new(Holds::Department, "所属"),
        ];
        first.into_iter().chain(about).chain(questions).collect::<Vec<_>>()
    });
    let row = move |(heading, holds): (String, Holds)| {
        let for_change = heading.clone();
        let choose = move |holds: Holds| {
            session.remember_column(&for_change, holds);
            on_change.run(());
        };
        view! {
            <tr>
                <th scope="row">{heading.clone()}</th>
                <td>
                    <Select label=format!("「{heading}」の中身") place=LabelPlace::Hidden items selected=Signal::stored(Some(holds)) on_change=choose size=FieldSize::Dense />
                </td>
            </tr>
        }
    };
    let unread: Vec<String> =
        read.not_understood.iter().take(50).map(|(line, heading, text)| format!("{line}行目「{heading}」：{text}")).collect();
    let n_unread = read.not_understood.len();
    view! {
        <DataTable caption="列の中身" caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"見出し"</th>
                    <th scope="col">"中身"</th>
                </tr>
            </thead>
            <tbody>{read.columns.into_iter().map(row).collect_view()}</tbody>
        </DataTable>
        {(n_unread > 0).then(|| view! {
            <Notice tone=Tone::Warning title=format!("選択肢にない答えが{n_unread}か所あります。その欄は無回答になります。")>
                <ul>{unread.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
            </Notice>
        })}
    }
}
