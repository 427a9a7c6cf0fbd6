//! 照合: the sums a document claims or staff state, added up again.

use super::{Head, Span};
use crate::{
    domain::{Amount, Entry, Record, Refusal, Standing, Sum, SumId, SumOrigin, Term, read_amount},
    evaluate::{Reconciliation, SumCheck, reconcile},
    session::Session,
    ui::{
        parts::{
            Arrival, Button, ButtonSize, CaptionPlace, DataTable, EmptyState, FieldSize, Notice, NumberField, TextField, Tone,
            VerdictBadge, VerdictSign, Weight,
        },
        route::{IndicatorsView, Route},
        typed_number::TypedNumber,
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn SumsPage() -> impl IntoView {
    let session = Session::here();
    let sums = Memo::new(move |_| {
        let program = session.program().get()?;
        let with_sum = |it: Reconciliation| {
            let sum = program.tables.sums.reading(&it.sum).values().into_iter().next()?.clone();
            Some((it, sum))
        };
        Some(reconcile(&program.tables).into_iter().filter_map(with_sum).collect::<Vec<_>>())
    });
    let editing = RwSignal::new(None::<(SumId, Sum)>);
    let refusal = RwSignal::new(None::<Refusal>);
    view! {
        <main class="page" id="main">
            <Head
                here=Route::IndicatorsAs(IndicatorsView::Sums)
                title="合計の照合"
                lead="本文や一覧に書かれた数を足し合わせ、表の数と合うかを確かめます。"
                span=Span::AllYears
            />
            {move || refusal.get().map(|refusal| view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title=refused(&refusal) /> })}
            {move || match sums.get() {
                None => view! { <EmptyState title="プログラムが選ばれていません" /> }.into_any(),
                Some(sums) if sums.is_empty() => view! { <EmptyState title="照合する合計はまだありません" /> }.into_any(),
                Some(sums) => list(sums, editing, refusal).into_any(),
            }}
            <Statement editing />
        </main>
    }
}

fn list(sums: Vec<(Reconciliation, Sum)>, editing: RwSignal<Option<(SumId, Sum)>>, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let n_odd = sums.iter().filter(|(it, _)| !matches!(it.check, SumCheck::Agrees { .. })).count();
    let title = if n_odd == 0 { "すべて合っています".to_owned() } else { format!("合わないものが{n_odd}件あります") };
    let tone = if n_odd == 0 { Tone::Success } else { Tone::Warning };
    let rows = sums.into_iter().map(|(it, sum)| row(it, sum, editing, refusal)).collect_view();
    view! {
        <Notice tone title />
        <DataTable caption="合計の照合" caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"項目"</th>
                    <th scope="col">"計算"</th>
                    <th scope="col">"書かれている数"</th>
                    <th scope="col">"結果"</th>
                    <th scope="col">"出どころ・注"</th>
                    <th scope="col" class="no-print">"直す"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    }
}

fn row(
    reconciliation: Reconciliation,
    sum: Sum,
    editing: RwSignal<Option<(SumId, Sum)>>,
    refusal: RwSignal<Option<Refusal>>,
) -> impl IntoView {
    let session = Session::here();
    let Reconciliation { sum: id, check } = reconciliation;
    let (sign, label) = match check {
        SumCheck::Agrees { .. } => (VerdictSign::Good, "合う".to_owned()),
        SumCheck::Differs { difference, .. } => (VerdictSign::Bad, format!("差 {}{}", words::amount(Amount::new(difference)), sum.unit)),
        SumCheck::InConflict => (VerdictSign::Held, "内容の食い違い".to_owned()),
        SumCheck::TooLarge => (VerdictSign::Held, "大きすぎて計算できない".to_owned()),
    };
    let computed = match check {
        SumCheck::Agrees { computed } | SumCheck::Differs { computed, .. } => format!(" ＝ {}", words::amount(Amount::new(computed))),
        SumCheck::InConflict | SumCheck::TooLarge => String::new(),
    };
    let origin = match sum.origin {
        SumOrigin::Document => "原本の記述",
        SumOrigin::Ours => "原本にない（当方で組み立てた計算）",
    };
    let notes = [origin, &sum.source, &sum.remark].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("　");
    let for_removal = id.clone();
    let for_edit = (id, sum.clone());
    view! {
        <tr class="keep-whole">
            <th scope="row">{sum.label.clone()}</th>
            <td>{terms_text(&sum)} {computed}</td>
            <td class="number">{words::amount(sum.stated)} {sum.unit.clone()}</td>
            <td><VerdictBadge sign label /></td>
            <td>{notes}</td>
            <td class="no-print">
                <Button
                    size=ButtonSize::Small
                    weight=Weight::Text
                    name=format!("{}を直す", sum.label)
                    on_click=move |()| editing.set(Some(for_edit.clone()))
                >
                    "直す"
                </Button>
                <Button
                    size=ButtonSize::Small
                    weight=Weight::Text
                    name=format!("{}を取り除く", sum.label)
                    on_click=move |()| {
                        let removal = Entry::Standing(Record::Sum(for_removal.clone()), Standing::Removed);
                        refusal.set(session.dispatch(vec![removal]).err());
                    }
                >
                    "取り除く"
                </Button>
            </td>
        </tr>
    }
}

/// `67＋34＋44`, `1,116−453`.
pub(in crate::ui::pages) fn terms_text(sum: &Sum) -> String {
    let term = |(place, term): (usize, &Term)| {
        let is_negative = term.amount.value().is_sign_negative();
        let size = words::amount(Amount::new(term.amount.value().abs()));
        match (place, is_negative) {
            (0, false) => size,
            (_, true) => format!("−{size}"),
            (_, false) => format!("＋{size}"),
        }
    };
    sum.terms.iter().enumerate().map(term).collect()
}

/// A sum that a person states, or one of the list being mended.
#[component]
fn Statement(editing: RwSignal<Option<(SumId, Sum)>>) -> impl IntoView {
    let session = Session::here();
    let text = || RwSignal::new(String::new());
    let (label, terms, unit, source) = (text(), text(), text(), text());
    let stated = RwSignal::new(None::<Amount>);
    let complaint = RwSignal::new(None::<String>);
    let said = RwSignal::new(String::new());
    // A click on 直す fills the form: what was being typed there belonged to another sum.
    Effect::new(move |_| {
        let Some((_, sum)) = editing.get() else { return };
        label.set(sum.label.clone());
        terms.set(terms_text(&sum));
        unit.set(sum.unit.clone());
        source.set(sum.source.clone());
        stated.set(Some(sum.stated));
    });
    let record = move |()| {
        let read = read_terms(&terms.get_untracked());
        let name = label.get_untracked().trim().to_owned();
        let (Some(read), Some(stated_now)) = (read, stated.get_untracked()) else {
            complaint.set(Some("計算と、書かれている数を入れてください。計算の例：67＋34＋44、1,116−453".to_owned()));
            return;
        };
        if name.is_empty() {
            complaint.set(Some("項目を入れてください。".to_owned()));
            return;
        }
        let edited = editing.get_untracked();
        let id = edited.as_ref().map(|(id, _)| id.clone()).or_else(|| SumId::new(&session.record_name()).ok());
        let Some(id) = id else { return };
        let kept = edited.map(|(_, sum)| sum);
        let sum = Sum {
            label: name,
            measure: kept.as_ref().and_then(|sum| sum.measure.clone()),
            terms: read,
            stated: stated_now,
            unit: unit.get_untracked().trim().to_owned(),
            source: source.get_untracked().trim().to_owned(),
            remark: kept.as_ref().map_or_else(String::new, |sum| sum.remark.clone()),
            origin: kept.map_or(SumOrigin::Ours, |sum| sum.origin),
        };
        match session.dispatch(vec![Entry::Sum(id, sum)]) {
            Ok(()) => {
                for signal in [label, terms, unit, source] {
                    signal.set(String::new());
                }
                stated.set(None);
                editing.set(None);
                complaint.set(None);
                said.set("照合に加えました。".to_owned());
            }
            Err(refusal) => complaint.set(Some(refused(&refusal))),
        }
    };
    view! {
        <section class="section no-print">
            <h2>{move || if editing.get().is_some() { "合計を直す" } else { "確かめたい合計を加える" }}</h2>
            <div class="columns">
                <TextField label="項目" value=label on_change=move |it| label.set(it) support="例：オンライン申請のサービス数（R5累計）" />
                <TextField label="計算" value=terms on_change=move |it| terms.set(it) support="例：67＋34＋44、1,116−453" />
                <NumberField
                    label="書かれている数"
                    value=Signal::derive(move || stated.get().map(words::amount).unwrap_or_default())
                    on_change=move |typed| {
                        stated.set(match typed {
                            TypedNumber::Amount(amount) => Some(amount),
                            TypedNumber::Blank | TypedNumber::Dash => None,
                        });
                    }
                    size=FieldSize::Short
                />
                <TextField label="単位" value=unit on_change=move |it| unit.set(it) size=FieldSize::Short />
                <TextField label="出どころ" value=source on_change=move |it| source.set(it) support="例：進捗管理票 取組1の下の一覧" />
            </div>
            <div class="row">
                <Button on_click=record weight=Weight::Outline>"照合する"</Button>
            </div>
            {move || complaint.get().map(|words| view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title=words /> })}
            {move || {
                let words = said.get();
                (!words.is_empty()).then(|| view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title=words /> })
            }}
        </section>
    }
}

fn refused(refusal: &Refusal) -> String {
    words::refusal(refusal)
}

/// Reads `67＋34＋44` and `1,116 - 453`; nothing where a piece is no number.
fn read_terms(text: &str) -> Option<Vec<Term>> {
    let mut terms = Vec::new();
    let mut piece = String::new();
    let mut is_negative = false;
    for c in text.trim().chars().chain(['+']) {
        let next_is_negative = match c {
            '+' | '＋' => false,
            '-' | '−' | '－' | 'ー' | '▲' | '△' => true,
            other => {
                piece.push(other);
                continue;
            }
        };
        if piece.trim().is_empty() {
            // A sign before the first number, or nothing typed at all.
            is_negative = next_is_negative;
            continue;
        }
        let amount = read_amount(piece.trim()).ok()?;
        let value = if is_negative { -amount.value() } else { amount.value() };
        terms.push(Term { label: String::new(), amount: Amount::new(value) });
        piece.clear();
        is_negative = next_is_negative;
    }
    (!terms.is_empty()).then_some(terms)
}
