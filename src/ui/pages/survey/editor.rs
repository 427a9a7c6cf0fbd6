//! 設問と進め方: what is asked, of whom, and when. After opening it is changed as a new version, and that is said.

use super::{SurveySelect, current, questions::Questions};
use crate::{
    domain::{Attribute, AttributeAsked, DepartmentAsked, Entry, Refusal, SlipRule, Survey, SurveyId},
    session::Session,
    ui::{
        pages::Refused,
        parts::{Button, CheckboxRow, DateField, EmptyState, Need, Notice, TextArea, TextField, Tone, Weight},
        route::{Route, SurveyView},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn SurveyEditorPage() -> impl IntoView {
    let session = Session::here();
    let survey = current(session);
    let id = Memo::new(move |_| survey.get().map(|(id, _)| id));
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <p class="soft"><a href=Route::Survey(SurveyView::Overview).href()>"アンケート"</a></p>
                <h1>"設問と進め方"</h1>
            </div>
            <SurveySelect />
            {move || match id.get() {
                None => view! { <EmptyState title="このプログラムにはアンケートがありません" /> }.into_any(),
                Some(id) => view! { <Editor id survey /> }.into_any(),
            }}
        </main>
    }
}

/// The one way a survey is changed here.
#[derive(Clone, Copy)]
pub struct Editing {
    pub survey: Signal<Survey>,
    pub change: Callback<Survey>,
    /// What is asked may not change: the survey is open, and nobody said that a new version is wanted.
    pub is_locked: Signal<bool>,
}

impl Editing {
    pub fn edit(self, edit: impl FnOnce(&mut Survey)) {
        let mut survey = self.survey.get_untracked();
        edit(&mut survey);
        self.change.run(survey);
    }
}

#[component]
fn Editor(id: SurveyId, survey: Memo<Option<(SurveyId, Survey)>>) -> impl IntoView {
    let session = Session::here();
    let refusal = RwSignal::new(None::<Refusal>);
    let first = untrack(|| survey.get()).map(|(_, survey)| survey);
    let Some(first) = first else { return ().into_any() };
    let shown = Memo::new(move |before: Option<&Survey>| {
        survey.get().map(|(_, survey)| survey).or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    let today = session.today();
    let is_open = Memo::new(move |_| shown.get().is_open(today.get()));
    // Said once, for as long as the page is open: every later change belongs to the same new version.
    let revising = RwSignal::new(false);
    let change = Callback::new(move |survey: Survey| {
        let survey = survey.changed_from(&shown.get_untracked());
        refusal.set(session.dispatch(vec![Entry::Survey(id.clone(), survey)]).err());
    });
    let editing = Editing { survey: shown.into(), change, is_locked: Signal::derive(move || is_open.get() && !revising.get()) };
    let revise = move |()| {
        revising.set(true);
        editing.edit(|survey| survey.version += 1);
    };
    view! {
        <Refused refusal title="変更を保存できませんでした" />
        <Show when=move || is_open.get()>
            <Notice tone=Tone::Warning title=Signal::derive(move || format!("受付が始まっています（第{}版）", shown.get().version))>
                <Show
                    when=move || !revising.get()
                    fallback=|| view! { <p>"変えた設問には、前の版で答えた人の回答を数えません。変えない設問の回答はそのまま数えます。変更のあとは、もう一度配布してください。"</p> }
                >
                    <p>"いま設問を変えると、版が1つ上がります。回答する人にも、設問が変わったことが示されます。"</p>
                    <div><Button weight=Weight::Outline on_click=revise>{move || format!("第{}版として設問を変える", shown.get().version + 1)}</Button></div>
                </Show>
            </Notice>
        </Show>
        <Frame editing />
        <About editing />
        <Questions editing />
        <div class="actions">
            <a href=Route::Survey(SurveyView::Form).href()>"用紙を印刷する"</a>
            <a href=Route::Survey(SurveyView::Answer).href()>"職員に見える画面を確かめる"</a>
        </div>
    }
    .into_any()
}

#[component]
fn Frame(editing: Editing) -> impl IntoView {
    let survey = editing.survey;
    let error = move || {
        let Survey { opens, closes, .. } = survey.get();
        (opens.is_some() && closes.is_some() && opens > closes).then(|| "開始日より前になっています。".to_owned())
    };
    view! {
        <section class="section">
            <h2>"進め方"</h2>
            <TextField
                label="表題"
                value=Signal::derive(move || survey.get().title)
                on_change=move |title| editing.edit(|survey| survey.title = title)
            />
            <TextArea
                label="調査対象者の範囲"
                value=Signal::derive(move || survey.get().scope)
                on_change=move |scope| editing.edit(|survey| survey.scope = scope)
                support="割合のそばに必ず示します。"
                rows=2
            />
            <div class="columns">
                <DateField
                    label="基準日"
                    need=Need::Optional
                    value=Signal::derive(move || survey.get().base_date)
                    on_change=move |day| editing.edit(|survey| survey.base_date = day)
                />
                <DateField
                    label="受付の開始日"
                    need=Need::Optional
                    value=Signal::derive(move || survey.get().opens)
                    on_change=move |day| editing.edit(|survey| survey.opens = day)
                />
                <DateField
                    label="受付の締切日"
                    need=Need::Optional
                    value=Signal::derive(move || survey.get().closes)
                    on_change=move |day| editing.edit(|survey| survey.closes = day)
                    error=Signal::derive(error)
                    support="このあとに届いた回答は分けて示し、数えるかどうかを決めます。"
                />
            </div>
        </section>
    }
}

#[component]
fn About(editing: Editing) -> impl IntoView {
    let Editing { survey, is_locked, .. } = editing;
    view! {
        <section class="section">
            <h2>"回答する人について聞くこと"</h2>
            <p class="soft">"どれも答えなくてよい欄です。聞くことが増えるほど、重ね合わせて答えた人の見当がつきやすくなります。結果に使うものだけを選んでください。"</p>
            <CheckboxRow
                label="所属を聞く"
                checked=Signal::derive(move || survey.get().department == DepartmentAsked::Asked)
                on_change=move |is_asked: bool| {
                    editing.edit(|survey| survey.department = if is_asked { DepartmentAsked::Asked } else { DepartmentAsked::NotAsked });
                }
                support="聞かないと、所属ごとの回答率と結果は出ません。".to_owned()
                disabled=is_locked
            />
            {Attribute::ALL.map(|attribute| view! { <AttributeRow attribute editing /> })}
            <CheckboxRow
                label="整理番号を使う（二重の回答を防ぐ）"
                checked=Signal::derive(move || survey.get().slips == SlipRule::Asked)
                on_change=move |is_asked: bool| {
                    editing.edit(|survey| survey.slips = if is_asked { SlipRule::Asked } else { SlipRule::Without });
                }
                support="番号の紙を印刷して切り分け、くじで配ります。だれがどの番号かは記録しません。使わないときは、1人1回を良識に任せます。".to_owned()
                disabled=is_locked
            />
        </section>
    }
}

#[component]
fn AttributeRow(attribute: Attribute, editing: Editing) -> impl IntoView {
    let Editing { survey, is_locked, .. } = editing;
    let asked = Memo::new(move |_| survey.with(|survey| survey.attributes.iter().find(|asked| asked.attribute == attribute).cloned()));
    let risk = match attribute {
        Attribute::Sex => "少ない性の人が、所属と重ねて分かることがあります。「回答しない」を残してください。",
        Attribute::Age => "年代の幅が狭いと、所属と重ねて分かることがあります。",
        Attribute::Post => "課長など、所属に1人しかいない職位は避けてください。",
    };
    let choose = move |is_asked: bool| {
        editing.edit(|survey| {
            survey.attributes.retain(|asked| asked.attribute != attribute);
            if is_asked {
                survey.attributes.push(AttributeAsked::usual(attribute));
                survey.attributes.sort_by_key(|asked| asked.attribute);
            }
        });
    };
    let relabel = move |lines: String| {
        editing.edit(|survey| {
            for asked in survey.attributes.iter_mut().filter(|asked| asked.attribute == attribute) {
                *asked = asked.with_choices(&lines);
            }
        });
    };
    let lines = move || {
        let asked = asked.get()?;
        Some(asked.choices.iter().map(|choice| choice.label.as_str()).collect::<Vec<_>>().join("\n"))
    };
    view! {
        <CheckboxRow
            label=format!("{}を聞く", words::attribute(attribute))
            checked=Signal::derive(move || asked.with(Option::is_some))
            on_change=choose
            support=risk.to_owned()
            disabled=is_locked
        />
        <Show when=move || asked.with(Option::is_some)>
            <TextArea
                label=format!("{}の区分（1行に1つ）", words::attribute(attribute))
                value=Signal::derive(move || lines().unwrap_or_default())
                on_change=relabel
                rows=4
                disabled=is_locked
            />
        </Show>
    }
}
