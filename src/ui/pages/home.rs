//! ホーム: what waits for you, and the programme on a page.

use super::Findings;
use crate::{
    domain::{DepartmentId, FiscalYear, Owner},
    evaluate::{Block, Scorecard, scorecard},
    session::Session,
    store::settings::Role,
    ui::{
        pages::AskedOfUs,
        pages::indicators::Scores,
        parts::{EmptyState, Item, LinkButton, Notice, Tabs, Tone, Weight},
        route::{ExchangeView, IndicatorsView, Route, SurveyView},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn HomePage() -> impl IntoView {
    let session = Session::here();
    let card = Memo::new(move |_| {
        let program = session.program().get()?;
        Some(scorecard(&program.tables, session.year().get(), session.today().get()))
    });
    let title = Memo::new(move |_| {
        let program = session.program().get()?;
        program.tables.overview.get(&()).map(|overview| (overview.title.clone(), overview.document.clone()))
    });
    let tabs = Signal::derive(move || session.years().get().into_iter().map(|year| Item::new(year, year.wareki())).collect::<Vec<_>>());
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <h1>"ホーム"</h1>
                {move || title.get().map(|(title, document)| view! { <p class="lead">{title} "　" <span class="soft">{document}</span></p> })}
            </div>
            <Findings />
            {move || match card.get() {
                None => view! { <NoProgram /> }.into_any(),
                Some(_) => {
                    view! {
                        <Waiting card />
                        <section class="section">
                            <h2>"達成状況"</h2>
                            <Tabs
                                label="年度"
                                items=tabs
                                selected=session.year()
                                on_select=move |year: FiscalYear| session.choose_year(year)
                            >
                                <Standing />
                            </Tabs>
                        </section>
                    }
                        .into_any()
                }
            }}
            <Keeping />
        </main>
    }
}

#[component]
fn NoProgram() -> impl IntoView {
    view! {
        <EmptyState title="まだプログラムがありません">
            <p>"事務局から届いた配布ファイルを読み込むか、最初の画面から用意されたプログラムを開いてください。"</p>
            <div class="actions">
                <LinkButton href=Route::Exchange(ExchangeView::Overview).href()>"ファイルを読み込む"</LinkButton>
                <LinkButton href=Route::Welcome.href()>"最初の画面へ"</LinkButton>
            </div>
        </EmptyState>
    }
}

/// What this person can do next.
#[component]
fn Waiting(card: Memo<Option<Scorecard>>) -> impl IntoView {
    let session = Session::here();
    let n_conflicts = move || session.conflicts().get().len();
    let blocks = move || {
        let profile = session.settings().get();
        let blocks = card.get().map(|card| card.blocks).unwrap_or_default();
        blocks.into_iter().filter(|block| waits_for(block, profile.role, profile.department.as_ref())).collect::<Vec<_>>()
    };
    let has_survey = move || session.program().get().is_some_and(|program| !program.tables.surveys.is_empty());
    view! {
        <section class="section">
            <h2>"あなたを待っているもの"</h2>
            <AskedOfUs />
            <ul class="cards">
                <Show when=move || { n_conflicts() != 0 }>
                    <li class="card">
                        <p class="card__title">"内容の食い違い"</p>
                        <p class="card__figure">{n_conflicts} <small>" 件"</small></p>
                        <LinkButton href=Route::Exchange(ExchangeView::Conflicts).href()>"見くらべて選ぶ"</LinkButton>
                    </li>
                </Show>
                <Show when=has_survey>
                    <li class="card">
                        <p class="card__title">"職員アンケート"</p>
                        <p>"設問に答え、ファイルにして送付します。"</p>
                        <LinkButton href=Route::Survey(SurveyView::Overview).href()>"アンケートを開く"</LinkButton>
                    </li>
                </Show>
                <li class="card">
                    <p class="card__title">"判定を待つ指標"</p>
                    <p class="card__figure">{move || blocks().len()} <small>" 件"</small></p>
                    <p>{move || if blocks().is_empty() { "いま、あなたの入力や確認を待つ指標はありません。" } else { "下の一覧から開いて、入力・確認してください。" }}</p>
                </li>
            </ul>
        </section>
    }
}

/// Whether a block is this person's to lift. A head looks after a department's figures like its clerk.
fn waits_for(block: &Block, role: Option<Role>, department: Option<&DepartmentId>) -> bool {
    match role {
        Some(Role::Secretariat) => true,
        Some(Role::Department | Role::Manager) => match (&block.owner, department) {
            (Owner::Departments(owners), Some(department)) => owners.contains(department),
            (Owner::Nobody, _) => true,
            (Owner::Departments(_), None) | (Owner::Secretariat, _) => false,
        },
        Some(Role::Respondent | Role::Viewer) | None => false,
    }
}

/// The scorecard of the chosen year.
#[component]
fn Standing() -> impl IntoView {
    view! {
        <Scores />
        <p class="row">
            <LinkButton href=Route::Indicators.href() weight=Weight::Text>"指標の表を開く"</LinkButton>
            <LinkButton href=Route::IndicatorsAs(IndicatorsView::Summary).href() weight=Weight::Text>"庁議用の一枚を開く"</LinkButton>
        </p>
    }
}

/// 最後の書き出し and the state of storage.
#[component]
fn Keeping() -> impl IntoView {
    let session = Session::here();
    let last = move || match session.last_export().get() {
        Some(moment) => format!("最後の書き出し：{}", words::moment(moment)),
        None => "まだ一度もファイルに書き出していません。".to_owned(),
    };
    view! {
        <section class="section">
            <h2>"保存の状態"</h2>
            <p>{move || words::save_state(&session.save_state().get())}</p>
            <p>{last}</p>
            <Show when=move || session.last_export().get().is_none()>
                <Notice tone=Tone::Info title="控えのファイルを持つと安心です">
                    <p>"入力はこのブラウザーの中に保存されています。パソコンの入れ替えや設定の変更で消えることがあるため、ときどき「提出・回収」から全体の控えを書き出してください。"</p>
                </Notice>
            </Show>
        </section>
    }
}
