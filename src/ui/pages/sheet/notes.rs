//! ※ notes and call-outs, each with the place it belongs to.

use super::{
    cells::{Desk, GrowingText},
    links::ends,
};
use crate::{
    domain::{Entry, FiscalYear, Link, MeasureId, Note, NoteId, NoteKind, NotePlace, Record, RowId, Standing, Tables},
    ui::{
        parts::{Button, ButtonSize, FieldSize, Icon, Item, Select, TextField, Weight},
        words,
    },
};
use leptos::prelude::*;

/// Whether a note stands on this sheet.
pub fn belongs(tables: &Tables, note: &Note, id: &MeasureId, year: FiscalYear) -> bool {
    match &note.place {
        NotePlace::Measure(measure) | NotePlace::Schedule(measure, _) => measure == id,
        NotePlace::Sheet(measure, at) | NotePlace::Plan(measure, at, _) => measure == id && *at == year,
        NotePlace::Indicator(indicator) => tables.indicators.get(indicator).is_some_and(|indicator| indicator.measure.as_ref() == Some(id)),
        NotePlace::Program => false,
    }
}

fn notes_of(tables: &Tables, id: &MeasureId, year: FiscalYear) -> Vec<(NoteId, Note)> {
    let listed = tables.listed_notes().into_iter().filter(|(_, note)| belongs(tables, note, id, year));
    listed.map(|(name, note)| (name.clone(), note.clone())).collect()
}

/// Where a note of this sheet can belong.
fn places(tables: &Tables, id: &MeasureId, year: FiscalYear) -> Vec<Item<NotePlace>> {
    let rows: Vec<RowId> = tables.plan_rows_of(id, year).into_iter().cloned().collect();
    let in_plan = rows.iter().map(|row| NotePlace::Plan(id.clone(), year, row.clone()));
    let elsewhere = ends(tables, id).into_iter().map(|(link, _)| match link {
        Link::Schedule(row) => NotePlace::Schedule(id.clone(), row),
        Link::Indicator(indicator) => NotePlace::Indicator(indicator),
    });
    let of_all = [NotePlace::Sheet(id.clone(), year), NotePlace::Measure(id.clone())];
    of_all
        .into_iter()
        .chain(in_plan)
        .chain(elsewhere)
        .map(|place| Item::new(place.clone(), words::sheet::note_place(tables, &place, &rows)))
        .collect()
}

/// The mark of the next footnote: one more than those there are.
fn next_mark(notes: &[(NoteId, Note)]) -> String {
    format!("※{}", notes.iter().filter(|(_, note)| note.kind == NoteKind::Footnote).count() + 1)
}

#[component]
pub fn NotesForm(desk: Desk, measure: MeasureId, year: FiscalYear) -> impl IntoView {
    let id = StoredValue::new(measure);
    let notes = desk.memo(move |tables| id.with_value(|id| notes_of(tables, id, year)));
    let names = Memo::new(move |_| notes.with(|notes| notes.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()));
    let all_places = desk.memo(move |tables| id.with_value(|id| places(tables, id, year)));
    let add = move |kind: NoteKind| {
        let Ok(name) = NoteId::new(&desk.session.record_name()) else { return };
        let mark = if kind == NoteKind::Footnote { notes.with_untracked(|notes| next_mark(notes)) } else { String::new() };
        let note = Note { place: NotePlace::Sheet(id.get_value(), year), kind, mark, text: String::new() };
        let place = desk.with_tables(|tables| {
            let records: Vec<Record> = tables.listed_notes().into_iter().map(|(name, _)| Record::Note(name.clone())).collect();
            tables.append_to(&records, [Record::Note(name.clone())])
        });
        desk.write(std::iter::once(Entry::Note(name, note)).chain(place.unwrap_or_default()).collect());
    };
    let row = move |name: NoteId| {
        let of = name.clone();
        let note = Memo::new(move |_| notes.with(|notes| notes.iter().find(|(known, _)| *known == of).map(|(_, note)| note.clone())));
        let (for_write, for_number) = (name.clone(), name.clone());
        let change = move |change: Box<dyn FnOnce(&mut Note)>| {
            let Some(mut new) = note.get_untracked() else { return };
            change(&mut new);
            desk.write(vec![Entry::Note(for_write.clone(), new)]);
        };
        let (set_mark, set_text, set_place) = (change.clone(), change.clone(), change);
        let remove = move |()| desk.write(vec![Entry::Standing(Record::Note(name.clone()), Standing::Removed)]);
        let of_note =
            move |part: fn(&Note) -> String| Signal::derive(move || note.with(|note| note.as_ref().map(part).unwrap_or_default()));
        let kind = of_note(|note| words::sheet::note_kind(note.kind).to_owned());
        let at = names.with_untracked(|names| names.iter().position(|known| *known == for_number)).unwrap_or_default() + 1;
        let called = Signal::derive(move || format!("{}（{at}）", kind.get()));
        view! {
            <li class="card stack stack--tight">
                <div class="columns">
                    <TextField
                        label=Signal::derive(move || format!("{}の記号", called.get()))
                        value=of_note(|note| note.mark.clone())
                        on_change=move |mark: String| set_mark(Box::new(move |note| note.mark = mark))
                        size=FieldSize::Short
                    />
                    <Select
                        label=Signal::derive(move || format!("{}の場所", called.get()))
                        items=all_places
                        selected=Signal::derive(move || note.with(|note| note.as_ref().map(|note| note.place.clone())))
                        on_change=move |place: NotePlace| set_place(Box::new(move |note| note.place = place))
                        size=FieldSize::Short
                    />
                </div>
                <GrowingText
                    label=Signal::derive(move || format!("{}の文章", called.get()))
                    value=of_note(|note| note.text.clone())
                    on_change=move |text: String| set_text(Box::new(move |note| note.text = text))
                />
                <div>
                    <Button size=ButtonSize::Small weight=Weight::Text name=Signal::derive(move || format!("{}を消す", called.get())) on_click=remove>
                        "消す"
                    </Button>
                </div>
            </li>
        }
    };
    view! {
        <ul class="plain-list stack"><For each=move || names.get() key=|it| it.clone() children=row /></ul>
        <div class="row">
            <Button icon=Icon::Plus on_click=move |()| add(NoteKind::Footnote)>"注（※）を加える"</Button>
            <Button icon=Icon::Plus on_click=move |()| add(NoteKind::CallOut)>"欄外の記載を加える"</Button>
        </div>
    }
}
