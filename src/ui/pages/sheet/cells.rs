//! The cells of the form: a text that saves when it is left and grows with what is typed.

use crate::{
    domain::{Dash, Entry, FiscalYear, FollowUp, FollowUpKey, Matter, MeasureId, Passage, PassageKey, PlanKey, Refusal, State, Tables},
    register::Reading,
    session::Session,
    ui::{
        parts::{FieldSize, Item, LabelPlace, Select, TextArea},
        route::{ExchangeView, Route},
        words,
    },
};
use leptos::prelude::*;

/// Where every field of the page writes, and where its refusal is said.
#[derive(Clone, Copy)]
pub struct Desk {
    pub session: Session,
    pub refusal: RwSignal<Option<Refusal>>,
}

impl Desk {
    pub fn write(self, entries: Vec<Entry>) {
        self.refusal.set(self.session.dispatch(entries).err());
    }

    /// Something of the programme being looked at.
    pub fn memo<T: Clone + PartialEq + Default + Send + Sync + 'static>(
        self,
        read: impl Fn(&Tables) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.session.program().get().map(|program| read(&program.tables)).unwrap_or_default())
    }

    /// Now, for the handlers of events.
    pub fn with_tables<T>(self, read: impl FnOnce(&Tables) -> T) -> Option<T> {
        self.session.program().get_untracked().map(|program| read(&program.tables))
    }
}

/// Which text of the sheet.
#[derive(Clone)]
pub enum Place {
    Section(PassageKey),
    Plan(PlanKey),
}

impl Place {
    fn reading<'a>(&self, tables: &'a Tables) -> Reading<&'a Passage> {
        match self {
            Place::Section(key) => tables.passages.reading(key),
            Place::Plan(key) => tables.plan.reading(key),
        }
    }

    fn entry(&self, text: String) -> Entry {
        // A lone dash is an answer: 計画なし (O:154-155).
        let is_dash = matches!(text.trim(), "—" | "―" | "－" | "-" | "ー");
        let passage = if is_dash { Passage::Dash(Dash::NotPlanned) } else { Passage::Text(text) };
        match self {
            Place::Section(key) => Entry::Passage(key.clone(), passage),
            Place::Plan(key) => Entry::Plan(key.clone(), passage),
        }
    }
}

/// What a text's field shows; in conflict there is no field, because typing would pick for somebody.
#[derive(Clone, Debug, Default, PartialEq)]
struct Kept {
    text: String,
    in_conflict: Vec<String>,
}

fn text_of(passage: &Passage) -> String {
    match passage {
        Passage::Text(text) => text.clone(),
        Passage::Dash(_) => "—".to_owned(),
    }
}

#[component]
pub fn PassageField(desk: Desk, #[prop(into)] label: Signal<String>, place: Place) -> impl IntoView {
    let for_reading = place.clone();
    let kept = desk.memo(move |tables| match for_reading.reading(tables) {
        Reading::Absent => Kept::default(),
        Reading::Settled(passage) => Kept { text: text_of(passage), in_conflict: Vec::new() },
        Reading::Conflict(passages) => Kept { text: String::new(), in_conflict: passages.into_iter().map(text_of).collect() },
    });
    let is_disputed = Memo::new(move |_| kept.with(|kept| !kept.in_conflict.is_empty()));
    let write = Callback::new(move |text: String| desk.write(vec![place.entry(text)]));
    move || {
        if is_disputed.get() {
            let versions = kept.get().in_conflict.into_iter().map(|text| view! { <p class="typed-text">{text}</p> }).collect_view();
            view! {
                <strong>"内容の食い違い"</strong>
                {versions}
                <a href=Route::Exchange(ExchangeView::Conflicts).href()>"見くらべて選ぶ"</a>
            }
            .into_any()
        } else {
            view! { <GrowingText label value=Signal::derive(move || kept.with(|kept| kept.text.clone())) on_change=write /> }.into_any()
        }
    }
}

/// A text area as high as what stands in it.
#[component]
pub fn GrowingText(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(default = LabelPlace::Hidden)] place: LabelPlace,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> impl IntoView {
    // Where the browser does not fit the field to its content, the first look is at least high enough.
    let rows = value.with_untracked(|text| text.lines().map(|line| 1 + line.chars().count() as u32 / 24).sum::<u32>()).clamp(3, 40);
    view! { <div class="growing"><TextArea label value on_change rows place error /></div> }
}

/// The words of one matter.
#[component]
pub fn MatterWords(
    desk: Desk,
    #[prop(into)] label: Signal<String>,
    measure: MeasureId,
    year: FiscalYear,
    matter: Matter,
    #[prop(default = LabelPlace::Hidden)] place: LabelPlace,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> impl IntoView {
    let (value, write) = matter_cell(desk, measure, year, matter);
    let set = move |words: String| write.run(Box::new(move |value| value.words = words));
    view! { <GrowingText label value=Signal::derive(move || value.with(|value| value.words.clone())) on_change=set place error /> }
}

/// The state of one matter, chosen from those that fit.
#[component]
pub fn MatterState(
    desk: Desk,
    #[prop(into)] label: Signal<String>,
    measure: MeasureId,
    year: FiscalYear,
    matter: Matter,
    text: fn(State) -> &'static str,
    #[prop(default = LabelPlace::Hidden)] place: LabelPlace,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> impl IntoView {
    let items: Vec<Item<State>> = matter.states().iter().map(|state| Item::new(*state, text(*state))).collect();
    let (value, write) = matter_cell(desk, measure, year, matter);
    let set = move |state: State| write.run(Box::new(move |value| value.state = Some(state)));
    view! {
        <Select
            label
            items
            selected=Signal::derive(move || value.with(|value| value.state))
            on_change=set
            size=FieldSize::Short
            place
            error
        />
    }
}

pub type Change = Callback<Box<dyn FnOnce(&mut FollowUp)>>;

/// One cell of what goes on around the sheet, and the one way to change it.
pub fn matter_cell(desk: Desk, measure: MeasureId, year: FiscalYear, matter: Matter) -> (Memo<FollowUp>, Change) {
    let key = FollowUpKey::Sheet(measure, year, matter);
    let wanted = key.clone();
    let value = desk.memo(move |tables| {
        let cell = tables.follow_ups.cell(&wanted).and_then(|cell| cell.siblings().first());
        cell.map(|sibling| sibling.value.clone()).unwrap_or_default()
    });
    let write = Callback::new(move |change: Box<dyn FnOnce(&mut FollowUp)>| {
        let mut new = value.get_untracked();
        change(&mut new);
        desk.write(vec![Entry::FollowUp(key.clone(), new)]);
    });
    (value, write)
}

pub fn text_reading(reading: Reading<&Passage>) -> AnyView {
    match reading {
        Reading::Absent => view! { <span class="soft">"未入力"</span> }.into_any(),
        Reading::Settled(passage) => passage_view(passage),
        Reading::Conflict(passages) => {
            view! { <strong>"内容の食い違い"</strong> {passages.into_iter().map(|it| view! { <p>{passage_view(it)}</p> }).collect_view()} }
                .into_any()
        }
    }
}

fn passage_view(passage: &Passage) -> AnyView {
    match passage {
        Passage::Text(text) => view! { <span class="typed-text">{text.clone()}</span> }.into_any(),
        Passage::Dash(dash) => format!("—（{}）", words::dash(*dash)).into_any(),
    }
}
