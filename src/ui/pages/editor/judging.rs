//! 判定の設定: what the documents leave open, chosen once for the programme.

use super::{
    definition::{Definition, Look},
    desk::Desk,
    frame::Frame,
    typed,
};
use crate::{
    domain::{Entry, FiscalYear, Reference, Settings, kinds, read_amount},
    ui::{
        parts::{Button, EmptyState, FieldSize, Item, RadioGroup, Select},
        route::EditorView,
    },
};
use leptos::prelude::*;

#[component]
pub fn Judging() -> impl IntoView {
    view! {
        <Frame here=EditorView::Judging title="判定の設定" lead="計画の文書に定めがないところを、ここで決めます。変えるときは、変わる判定が先に出ます。">
            <Body />
        </Frame>
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Against {
    PreviousYear,
    Baseline,
}

#[component]
fn Body() -> impl IntoView {
    let desk = Desk::here();
    let settings = Definition::<kinds::Settings>::of(desk, ());
    let is_set = Memo::new(move |_| settings.read(|_| ()).is_some());
    let begin = move |()| {
        let first = desk.now(|tables| tables.overview.get(&()).map(|overview| overview.first_year)).flatten();
        let first = first.or_else(|| FiscalYear::of(desk.session.today().get_untracked()).ok()).unwrap_or(FiscalYear::FIRST);
        desk.write(vec![Entry::Settings((), Settings::usual(first))]);
    };
    view! {
        <Show
            when=move || is_set.get()
            fallback=move || {
                view! {
                    <EmptyState title="判定の設定がまだありません">
                        <Button on_click=begin>"標準の設定を作る"</Button>
                    </EmptyState>
                }
            }
        >
            <Fields settings />
        </Show>
    }
}

#[component]
fn Fields(settings: Definition<kinds::Settings>) -> impl IntoView {
    let desk = Desk::here();
    let present = FiscalYear::of(desk.session.today().get_untracked()).unwrap_or(FiscalYear::FIRST);
    let years = Signal::derive(move || {
        desk.session.program().get().map(|program| typed::year_items(present, Some(&program.tables))).unwrap_or_default()
    });
    let kinds = vec![
        Item::new(Against::PreviousYear, "前の年度の実績").with_support("毎年度、1年前と比べます。"),
        Item::new(Against::Baseline, "基準の年度の実績").with_support("いつも同じ年度（計画を作ったときなど）と比べます。"),
    ];
    let against = Signal::derive(move || {
        settings.read(|it| match it.reference {
            Reference::PreviousYear => Against::PreviousYear,
            Reference::Baseline(_) => Against::Baseline,
        })
    });
    let choose = move |against| {
        settings.change(|it| {
            it.reference = match against {
                Against::PreviousYear => Reference::PreviousYear,
                Against::Baseline => Reference::Baseline(it.first_judged_year.previous().unwrap_or(it.first_judged_year)),
            };
        });
    };
    let baseline = Signal::derive(move || {
        settings
            .read(|it| match it.reference {
                Reference::Baseline(year) => Some(year),
                Reference::PreviousYear => None,
            })
            .flatten()
    });
    view! {
        <section class="section">
            <h2>"判定を始める年度"</h2>
            {settings
                .choice(
                    "最初に判定する年度",
                    Look { size: FieldSize::Short, support: "これより前は「参考」として扱います。", ..Look::default() },
                    years,
                    |it| it.first_judged_year,
                    |it, year| it.first_judged_year = year,
                )}
        </section>
        <section class="section">
            <h2>"「増加」「減少」「近づける」で比べる年度"</h2>
            <RadioGroup
                label="比べる相手"
                items=kinds
                selected=against
                on_change=choose
                support="「前年度以上」「前年度以下」の目標は、この設定によらず前の年度と比べます。"
            />
            <Show when=move || against.get() == Some(Against::Baseline)>
                <Select
                    label="基準の年度"
                    items=years
                    selected=baseline
                    on_change=move |year| settings.change(|it| it.reference = Reference::Baseline(year))
                    size=FieldSize::Short
                />
            </Show>
        </section>
        <section class="section">
            <h2>"報告の期限と小集団"</h2>
            <div class="columns">
                {settings
                    .parsed(
                        "実績の報告の期限（翌年度の月/日）",
                        Look { size: FieldSize::Short, support: "この日までは「集計中」、過ぎると「未入力」になります。例：5/31", ..Look::default() },
                        |it| format!("{}/{}", it.reporting_deadline.0, it.reporting_deadline.1),
                        |it, text| {
                            it.reporting_deadline = read_month_day(text).ok_or("月と日で入れてください。例：5/31")?;
                            Ok(())
                        },
                    )}
                {settings
                    .parsed(
                        "結果を示す最小の人数",
                        Look { size: FieldSize::Short, support: "アンケートの結果は、回答者がこれより少ない集まりでは出しません（3人以上）。", ..Look::default() },
                        |it| it.minimum_group.to_string(),
                        |it, text| {
                            let wrong = "3以上の人数を入れてください。";
                            let amount = read_amount(text.trim_end_matches('人')).map_err(|_| wrong)?;
                            it.minimum_group = amount.to_string().parse().ok().filter(|n| *n >= 3).ok_or(wrong)?;
                            Ok(())
                        },
                    )}
            </div>
        </section>
    }
}

/// `5/31`, `５月３１日`.
fn read_month_day(text: &str) -> Option<(u32, u32)> {
    let text = text.replace(['／', '月'], "/").replace('日', "");
    let (month, day) = text.split_once('/')?;
    let number = |text: &str| read_amount(text).ok()?.to_string().parse::<u32>().ok();
    let (month, day) = (number(month)?, number(day)?);
    chrono::NaiveDate::from_ymd_opt(2024, month, day).map(|_| (month, day))
}
