//! 年次計画 to fill in: rows of bars over the years, with their words.

use super::{bars::Bars, cells::Desk, plan_years};
use crate::{
    domain::{Entry, FiscalYear, MeasureId, Record, RowId, ScheduleKey, ScheduleRow, Span, Standing},
    evaluate::starts,
    ui::{
        parts::{Button, ButtonSize, FieldSize, Icon, Item, Select, TextField, Weight},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn ScheduleForm(desk: Desk, measure: MeasureId, year: FiscalYear) -> impl IntoView {
    let id = StoredValue::new(measure);
    let rows =
        desk.memo(move |tables| id.with_value(|id| tables.schedule_of(id).into_iter().map(|(row, _)| row.clone()).collect::<Vec<_>>()));
    let record = move |row: &RowId| Record::ScheduleRow(id.get_value(), row.clone());
    let add = move |()| {
        let Ok(row) = RowId::new(&desk.session.record_name()) else { return };
        let entry = Entry::Schedule(
            ScheduleKey { measure: id.get_value(), row: row.clone() },
            ScheduleRow { item: String::new(), spans: Vec::new() },
        );
        let records: Vec<Record> = rows.get_untracked().iter().map(record).collect();
        let place = desk.with_tables(|tables| tables.append_to(&records, [record(&row)])).unwrap_or_default();
        desk.write(std::iter::once(entry).chain(place).collect());
    };
    let row = move |row: RowId| {
        let up = row.clone();
        let move_up = move |()| {
            let at = rows.with_untracked(|rows| rows.iter().position(|other| *other == up)).unwrap_or_default();
            let records: Vec<Record> = rows.get_untracked().iter().map(record).collect();
            desk.write(desk.with_tables(|tables| tables.move_in(&records, at, at.saturating_sub(1))).unwrap_or_default());
        };
        let gone = row.clone();
        let remove = move |()| desk.write(vec![Entry::Standing(record(&gone), Standing::Removed)]);
        view! { <RowForm desk measure=id.get_value() row year move_up=Callback::new(move_up) remove=Callback::new(remove) /> }
    };
    view! {
        <ul class="plain-list stack"><For each=move || rows.get() key=|row| row.clone() children=row /></ul>
        <div><Button icon=Icon::Plus on_click=add>"実施項目を加える"</Button></div>
    }
}

#[component]
fn RowForm(desk: Desk, measure: MeasureId, row: RowId, year: FiscalYear, move_up: Callback<()>, remove: Callback<()>) -> impl IntoView {
    let session = desk.session;
    let key = StoredValue::new(ScheduleKey { measure, row });
    let shown = desk.memo(move |tables| {
        key.with_value(|key| tables.schedule.cell(key).and_then(|cell| cell.siblings().first()).map(|sibling| sibling.value.clone()))
    });
    let years = desk.memo(plan_years);
    let write = Callback::new(move |row: ScheduleRow| desk.write(vec![Entry::Schedule(key.get_value(), row)]));
    let change = move |change: Box<dyn FnOnce(&mut ScheduleRow)>| {
        let Some(mut new) = shown.get_untracked() else { return };
        change(&mut new);
        write.run(new);
    };
    let standing = Memo::new(move |_| {
        let program = session.program().get()?;
        let all = key.with_value(|key| starts(&program.tables, &key.measure, year, session.today().get()));
        let own = all.into_iter().find(|start| key.with_value(|key| key.row == start.row))?;
        words::sheet::schedule_standing(&own.standing)
    });
    let item = Memo::new(move |_| shown.with(|row| row.as_ref().map(|row| row.item.clone()).unwrap_or_default()));
    let named = move |what: &'static str| Signal::derive(move || format!("「{}」を{what}", words::shortened(&item.get())));
    let n_spans = Memo::new(move |_| shown.with(|row| row.as_ref().map_or(0, |row| row.spans.len())));
    let free = Memo::new(move |_| {
        let years = years.get();
        let taken = shown.with(|row| row.as_ref().and_then(|row| row.spans.last()).map(|span| span.to));
        match taken {
            Some(last) => years.into_iter().find(|year| *year > last),
            None => years.first().copied(),
        }
    });
    let add_span = move |()| {
        let Some(from) = free.get_untracked() else { return };
        change(Box::new(move |row| row.spans.push(Span { from, to: from, words: String::new() })));
    };
    view! {
        <li class="card stack stack--tight">
            <TextField
                label="実施項目"
                value=item
                on_change=move |text: String| change(Box::new(move |row| row.item = text))
            />
            <Bars row=shown years on_change=write />
            {move || (0..n_spans.get()).map(|at| view! { <SpanForm row=shown at years on_change=write /> }).collect_view()}
            {move || standing.get().map(|words| view! { <p class="small">{words}</p> })}
            <div class="row">
                <Button
                    size=ButtonSize::Small
                    disabled=Signal::derive(move || free.get().is_none())
                    name=Signal::derive(move || format!("「{}」に段階を加える", words::shortened(&item.get())))
                    on_click=add_span
                >
                    "段階を加える"
                </Button>
                <Button size=ButtonSize::Small weight=Weight::Text name=named("上へ") on_click=move_up>"上へ"</Button>
                <Button size=ButtonSize::Small weight=Weight::Text name=named("消す") on_click=remove>"消す"</Button>
            </div>
        </li>
    }
}

/// One stage of a row: its words, and its years by lists for who does not drag.
#[component]
fn SpanForm(row: Memo<Option<ScheduleRow>>, at: usize, years: Memo<Vec<FiscalYear>>, on_change: Callback<ScheduleRow>) -> impl IntoView {
    use crate::domain::SpanEnd;
    let span = Memo::new(move |_| row.with(|row| row.as_ref().and_then(|row| row.spans.get(at).cloned())));
    let label = move |what: &'static str| Signal::derive(move || format!("段階{}の{what}", at + 1));
    let items =
        Signal::derive(move || years.get().into_iter().map(|year| Item::new(year, format!("{}年度", year.short()))).collect::<Vec<_>>());
    let set_words = move |words: String| {
        let Some(mut new) = row.get_untracked() else { return };
        if let Some(span) = new.spans.get_mut(at) {
            span.words = words;
            on_change.run(new);
        }
    };
    let set_end = move |end: SpanEnd, year: FiscalYear| {
        let years = years.get_untracked();
        if let (Some(row), Some(first), Some(last)) = (row.get_untracked(), years.first(), years.last()) {
            on_change.run(row.stretched(at, end, year, (*first, *last)));
        }
    };
    let remove = move |()| {
        let Some(mut new) = row.get_untracked() else { return };
        if at < new.spans.len() {
            new.spans.remove(at);
            on_change.run(new);
        }
    };
    view! {
        <div class="row row--bottom">
            <TextField
                label=label("言葉")
                value=Signal::derive(move || span.get().map(|span| span.words).unwrap_or_default())
                on_change=set_words
                size=FieldSize::Short
            />
            <Select
                label=label("開始年度")
                items
                selected=Signal::derive(move || span.get().map(|span| span.from))
                on_change=move |year| set_end(SpanEnd::From, year)
                size=FieldSize::Short
            />
            <Select
                label=label("終了年度")
                items
                selected=Signal::derive(move || span.get().map(|span| span.to))
                on_change=move |year| set_end(SpanEnd::To, year)
                size=FieldSize::Short
            />
            <Button size=ButtonSize::Small weight=Weight::Text name=format!("段階{}を消す", at + 1) on_click=remove>"消す"</Button>
        </div>
    }
}
