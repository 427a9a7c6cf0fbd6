//! 回収の状況: how many answers there are and from where, what stays closed, what came late, and what is not counted.

use super::{SurveySelect, arrivals::ArrivalTable, current, form_service::FormService, unopened::Unopened};
use crate::{
    domain::{AnswerId, Entry, Intake, IntakeKey, Program, Refusal, Ruling, SurveyId},
    evaluate::{Counting, intake},
    session::Session,
    ui::{
        pages::Refused,
        parts::{Button, ButtonSize, CaptionPlace, DataTable, EmptyState, FieldSize, Item, Need, Notice, Select, TextField, Tone, Weight},
        route::{ExchangeView, Route, SurveyView},
    },
};
use leptos::prelude::*;

#[component]
pub fn SurveyIntakePage() -> impl IntoView {
    let session = Session::here();
    let survey = current(session);
    let id = Memo::new(move |_| survey.get().map(|(id, _)| id));
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <p class="soft"><a href=Route::Survey(SurveyView::Overview).href()>"アンケート"</a></p>
                <h1>"回収の状況"</h1>
            </div>
            <SurveySelect />
            {move || match id.get() {
                None => view! { <EmptyState title="このプログラムにはアンケートがありません" /> }.into_any(),
                Some(id) => view! { <State id /> }.into_any(),
            }}
        </main>
    }
}

/// How many answers stand where.
#[derive(Clone, Debug, Default, PartialEq)]
struct Numbers {
    late: usize,
    in_conflict: usize,
    excluded: Vec<(AnswerId, String)>,
    others: Vec<AnswerId>,
}

fn numbers(program: &Program, survey: &SurveyId) -> Numbers {
    let mut numbers = Numbers::default();
    for (id, _, counting) in intake(program, survey) {
        match counting {
            Counting::Counted => {}
            Counting::Late => numbers.late += 1,
            Counting::InConflict => numbers.in_conflict += 1,
            Counting::Excluded => {
                let key = IntakeKey { survey: survey.clone(), answer: Some(id.clone()) };
                let reason = program.tables.intake.get(&key).map(|intake| intake.reason.clone()).unwrap_or_default();
                numbers.excluded.push((id.clone(), reason));
                continue;
            }
        }
        numbers.others.push(id.clone());
    }
    numbers
}

#[component]
fn State(id: SurveyId) -> impl IntoView {
    let session = Session::here();
    let for_numbers = id.clone();
    let numbers = Memo::new(move |_| session.program().get().map(|program| numbers(&program, &for_numbers)).unwrap_or_default());
    let refusal = RwSignal::new(None::<Refusal>);
    let rule = {
        let id = id.clone();
        Callback::new(move |(answer, ruling, reason): (Option<AnswerId>, Ruling, String)| {
            let key = IntakeKey { survey: id.clone(), answer };
            refusal.set(session.dispatch(vec![Entry::Intake(key, Intake { ruling, reason })]).err());
        })
    };
    view! {
        <section class="section">
            <ArrivalTable id=id.clone() />
            <div class="row">
                <a href=Route::Exchange(ExchangeView::Overview).href()>"回答のファイルを読み込む"</a>
                <a href=Route::Survey(SurveyView::Results).href()>"集計結果を見る"</a>
            </div>
            <Refused refusal title="決められませんでした" />
            <Show when=move || { numbers.get().in_conflict > 0 }>
                <Notice tone=Tone::Warning title="数えるかどうかに内容の食い違いがある回答があります">
                    <p><a href=Route::Exchange(ExchangeView::Conflicts).href()>"内容の食い違いを見る"</a></p>
                </Notice>
            </Show>
        </section>
        <Unopened id=id.clone() />
        <FormService id=id.clone() />
        <Late id numbers rule />
        <Excluded numbers rule />
    }
}

type Rule = Callback<(Option<AnswerId>, Ruling, String)>;

#[component]
fn Late(id: SurveyId, numbers: Memo<Numbers>, rule: Rule) -> impl IntoView {
    let session = Session::here();
    let key = IntakeKey { survey: id, answer: None };
    let decided = Memo::new(move |_| session.program().get().and_then(|program| program.tables.intake.get(&key).cloned()));
    let reason = RwSignal::new(String::new());
    let decide = move |ruling| rule.run((None, ruling, reason.get_untracked()));
    view! {
        <section class="section">
            <h2>"締切のあとに届いた回答"</h2>
            <p>{move || match decided.get() {
                Some(Intake { ruling: Ruling::Counted, reason }) => format!("数えています。理由：{reason}"),
                Some(Intake { ruling: Ruling::Excluded, reason }) => format!("数えないと決めています。理由：{reason}"),
                Some(Intake { ruling: Ruling::ByArrival, .. }) | None => "数えていません。数えるときは理由を残します。".to_owned(),
            }}</p>
            <Show when=move || { numbers.get().late > 0 || decided.with(Option::is_some) }>
                <TextField label="締切後の回答についての理由" value=reason on_change=move |text| reason.set(text) />
                <div class="row">
                    <Button weight=Weight::Outline on_click=move |()| decide(Ruling::Counted)>"締切後の回答を数える"</Button>
                    <Button weight=Weight::Outline on_click=move |()| decide(Ruling::Excluded)>"締切後の回答を数えない"</Button>
                </div>
            </Show>
        </section>
    }
}

#[component]
fn Excluded(numbers: Memo<Numbers>, rule: Rule) -> impl IntoView {
    let chosen = RwSignal::new(None::<AnswerId>);
    let reason = RwSignal::new(String::new());
    let exclude = move |()| {
        rule.run((chosen.get_untracked(), Ruling::Excluded, reason.get_untracked()));
        chosen.set(None);
    };
    let back = move |id: AnswerId| rule.run((Some(id), Ruling::ByArrival, String::new()));
    let items = Signal::derive(move || {
        numbers.with(|numbers| numbers.others.iter().map(|id| Item::new(id.clone(), short(id))).collect::<Vec<_>>())
    });
    view! {
        <section class="section">
            <h2>"数えない回答"</h2>
            <p class="soft">"試しに送った回答などを、番号で外せます。番号は封の中の無作為な番号で、だれの回答かは分かりません。回答の中身はここに出しません。"</p>
            <Show when=move || numbers.with(|numbers| !numbers.excluded.is_empty())>
                <DataTable caption="数えない回答" caption_place=CaptionPlace::Hidden>
                    <thead>
                        <tr>
                            <th scope="col">"回答の番号"</th>
                            <th scope="col">"理由"</th>
                            <th scope="col">"操作"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            numbers
                                .get()
                                .excluded
                                .into_iter()
                                .map(|(id, reason)| {
                                    let name = format!("{}を数える回答に戻す", short(&id));
                                    view! {
                                        <tr>
                                            <th scope="row">{short(&id)}</th>
                                            <td>{reason}</td>
                                            <td>
                                                <Button size=ButtonSize::Small weight=Weight::Outline on_click=move |()| back(id.clone()) name>
                                                    "数える回答に戻す"
                                                </Button>
                                            </td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </DataTable>
            </Show>
            <Show when=move || items.with(|items| !items.is_empty())>
                <details>
                    <summary>"番号を選んで外す"</summary>
                    <div class="stack">
                        <Select label="外す回答の番号" items selected=chosen on_change=move |id| chosen.set(Some(id)) size=FieldSize::Short />
                        <TextField label="外す理由" need=Need::Required value=reason on_change=move |text| reason.set(text) />
                        <div><Button weight=Weight::Outline on_click=exclude disabled=Signal::derive(move || chosen.with(Option::is_none))>"この回答を外す"</Button></div>
                    </div>
                </details>
            </Show>
        </section>
    }
}

/// Enough of a random id to tell two apart.
fn short(id: &AnswerId) -> String {
    id.as_str().chars().take(12).collect()
}
