//! The questions of a paper tally: neighbours with the same choices in one table, numbers and texts a line a sheet.

use crate::{
    domain::{
        Amount, Choice, ChoiceId, LONGEST_REPLY, PaperTally, Question, QuestionId, QuestionKind, Reply, SeveralTally, Survey, TypedNumber,
        read_number,
    },
    ui::{
        parts::{CaptionPlace, DataTable, FieldSize, LabelPlace, NumberField, Numbers, TextArea},
        words,
    },
};
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The tally that is typed, and the one way to change it.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub tally: Memo<PaperTally>,
    pub write: Callback<PaperTally>,
}

impl Typed {
    fn edit(self, edit: impl FnOnce(&mut PaperTally)) {
        let mut tally = self.tally.get_untracked();
        edit(&mut tally);
        self.write.run(tally);
    }
}

/// What stands together.
enum Piece {
    /// Questions with the same choices, with their numbers.
    Table(Vec<(usize, Question)>),
    Lines(usize, Question),
}

fn pieces(survey: &Survey) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let labels = |question: &Question| question.choices.iter().map(|choice| choice.label.clone()).collect::<Vec<_>>();
    for (at, question) in survey.questions.iter().enumerate() {
        let numbered = (at + 1, question.clone());
        match (question.kind, pieces.last_mut()) {
            (QuestionKind::Number | QuestionKind::Text, _) => pieces.push(Piece::Lines(numbered.0, numbered.1)),
            (kind, Some(Piece::Table(rows))) if rows.iter().all(|(_, row)| row.kind == kind && labels(row) == labels(question)) => {
                rows.push(numbered);
            }
            _ => pieces.push(Piece::Table(vec![numbered])),
        }
    }
    pieces
}

pub(super) fn questions(survey: &Survey, typed: Typed) -> impl IntoView + use<> {
    let piece = |piece| match piece {
        Piece::Table(rows) => table(rows, typed).into_any(),
        Piece::Lines(number, question) if question.kind == QuestionKind::Number => numbers(number, question, typed).into_any(),
        Piece::Lines(number, question) => texts(number, question, typed).into_any(),
    };
    pieces(survey).into_iter().map(piece).collect_view()
}

fn table(rows: Vec<(usize, Question)>, typed: Typed) -> impl IntoView {
    let choices: Vec<Choice> = rows.first().map(|(_, question)| question.choices.clone()).unwrap_or_default();
    let takes_several = rows.first().is_some_and(|(_, question)| question.kind == QuestionKind::Multiple);
    let names: Vec<String> = rows.iter().map(|(number, _)| format!("問{number}")).collect();
    let row = move |(number, question): (usize, Question)| {
        let answered = takes_several.then(|| {
            let label = format!("{}：答えた人", question.text);
            view! { <td><AnsweredField label id=question.id.clone() typed /></td> }
        });
        let field = |choice: &Choice| {
            let label = format!("{}：{}", question.text, choice.label);
            view! { <td><CountField label question=question.id.clone() choice=choice.id.clone() takes_several typed /></td> }
        };
        view! {
            <tr>
                <th scope="row">{format!("問{number}　{}", question.text)}</th>
                {answered}
                {question.choices.iter().map(field).collect_view()}
            </tr>
        }
    };
    view! {
        <DataTable caption=format!("{}の人数", names.join("・")) caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"設問"</th>
                    {takes_several.then(|| view! { <th scope="col">"答えた人"</th> })}
                    {choices.into_iter().map(|choice| view! { <th scope="col">{choice.label}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </DataTable>
        {takes_several.then(|| view! { <p class="soft small">"いくつでも選べる設問です。「答えた人」には、1つでも印のあった用紙の枚数を入れます。"</p> })}
    }
}

#[component]
fn AnsweredField(label: String, id: QuestionId, typed: Typed) -> impl IntoView {
    let for_value = id.clone();
    let answered = move || typed.tally.with(|tally| tally.several.get(&for_value).map(|several| several.answered));
    let enter = move |number: TypedNumber| {
        if let Some(answered) = number.count() {
            typed.edit(|tally| tally.several.entry(id.clone()).or_default().answered = answered);
        }
    };
    count_field(label, Signal::derive(answered), enter)
}

#[component]
fn CountField(label: String, question: QuestionId, choice: ChoiceId, takes_several: bool, typed: Typed) -> impl IntoView {
    let (of, which) = (question.clone(), choice.clone());
    let count = move || {
        typed.tally.with(|tally| {
            let counts = if takes_several { tally.several.get(&of).map(|several| &several.counts) } else { tally.counts.get(&of) };
            counts.and_then(|counts| counts.get(&which)).copied()
        })
    };
    let enter = move |number: TypedNumber| {
        let Some(count) = number.count() else { return };
        typed.edit(|tally| {
            if takes_several {
                let several: &mut SeveralTally = tally.several.entry(question.clone()).or_default();
                several.counts.insert(choice.clone(), count);
                // At least so many sheets chose anything.
                several.answered = several.answered.max(count);
            } else {
                tally.counts.entry(question.clone()).or_default().insert(choice.clone(), count);
            }
        });
    };
    count_field(label, Signal::derive(count), enter)
}

fn count_field(label: String, count: Signal<Option<u32>>, enter: impl Fn(TypedNumber) + Send + Sync + 'static) -> impl IntoView {
    view! {
        <NumberField
            label
            place=LabelPlace::Hidden
            size=FieldSize::Dense
            numbers=Numbers::Counts
            value=Signal::derive(move || count.get().map_or(String::new(), |count| count.to_string()))
            on_change=enter
        />
    }
}

fn filled(lines: &str) -> impl Iterator<Item = &str> {
    lines.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn numbers(number: usize, question: Question, typed: Typed) -> impl IntoView {
    let error = RwSignal::new(None::<String>);
    let Question { id, unit, text, .. } = question;
    let for_value = id.clone();
    let value = move || typed.tally.with(|tally| tally.numbers.get(&for_value).map(|numbers| lines_of(numbers)).unwrap_or_default());
    let read_unit = unit.clone();
    let enter = move |lines: String| {
        let read = |line: &str| match read_number(line, &read_unit) {
            Ok(TypedNumber::Amount(amount)) => Ok(amount.value()),
            _ => Err(line.to_owned()),
        };
        match filled(&lines).map(read).collect::<Result<Vec<Decimal>, String>>() {
            Err(line) => error.set(Some(format!("「{line}」は数として読めません。1枚の答えを1行に、数だけ入れてください。"))),
            Ok(mut numbers) => {
                error.set(None);
                numbers.sort();
                typed.edit(|tally| put(&mut tally.numbers, &id, numbers));
            }
        }
    };
    let unit = if unit.is_empty() { String::new() } else { format!("単位は{unit}です。") };
    view! {
        <TextArea
            label=format!("問{number}　{text}")
            value=Signal::derive(value)
            on_change=enter
            rows=4
            support=format!("1枚の答えを1行に入れます。{unit}書いていない用紙は入れません。大きさの順に並べ替えて保存します。")
            error
        />
    }
}

fn lines_of(numbers: &[Decimal]) -> String {
    numbers.iter().map(|number| words::amount(Amount::new(*number))).collect::<Vec<_>>().join("\n")
}

fn texts(number: usize, question: Question, typed: Typed) -> impl IntoView {
    let error = RwSignal::new(None::<String>);
    let Question { id, text, .. } = question;
    let for_value = id.clone();
    let value = move || typed.tally.with(|tally| tally.texts.get(&for_value).map(|texts| texts.join("\n")).unwrap_or_default());
    let enter = move |lines: String| {
        let read = |line: &str| match Reply::of_text(line) {
            Some(Reply::Text(text)) => Ok(text),
            _ => Err(line.chars().take(20).collect::<String>()),
        };
        match filled(&lines).map(read).collect::<Result<Vec<String>, String>>() {
            Err(line) => error.set(Some(format!("「{line}…」は{LONGEST_REPLY}文字を超えています。"))),
            Ok(mut texts) => {
                error.set(None);
                texts.sort();
                typed.edit(|tally| put(&mut tally.texts, &id, texts));
            }
        }
    };
    view! {
        <TextArea
            label=format!("問{number}　{text}")
            value=Signal::derive(value)
            on_change=enter
            rows=4
            support=format!("1枚の記述を1行に入れます（{LONGEST_REPLY}文字まで）。並べ替えて保存し、全体でまとめて公表の前に確かめます。")
            error
        />
    }
}

/// A question without any answers is left out.
fn put<V>(table: &mut std::collections::BTreeMap<QuestionId, Vec<V>>, id: &QuestionId, values: Vec<V>) {
    if values.is_empty() {
        table.remove(id);
    } else {
        table.insert(id.clone(), values);
    }
}
