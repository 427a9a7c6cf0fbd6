//! Which measures a list shows: by pillar, actor, 新規・拡充 and what the verbs promise.

use crate::{
    domain::{Commitment, Measure, PillarId, PillarRole, Tag},
    session::Session,
    ui::{
        pages::indicators::heading,
        parts::{FieldSize, Item, Select},
        words,
    },
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What the list shows. `None` shows all.
#[derive(Clone, Default, PartialEq)]
pub struct Filter {
    pillar: Option<PillarId>,
    actor: Option<String>,
    tag: Option<Tag>,
    commitment: Option<Commitment>,
}

impl Filter {
    pub fn passes(&self, measure: &Measure) -> bool {
        let is_actor = |actor: &String| measure.actor == *actor || measure.further_actors.contains(actor);
        self.actor.as_ref().is_none_or(is_actor)
            && self.pillar.as_ref().is_none_or(|pillar| measure.pillar == *pillar)
            && self.tag.is_none_or(|tag| measure.tag == tag)
            && self.commitment.is_none_or(|commitment| measure.commitment == commitment)
    }
}

#[component]
pub fn Filters(filter: RwSignal<Filter>) -> impl IntoView {
    let session = Session::here();
    let actors = Signal::derive(move || {
        let program = session.program().get();
        let measures = program.iter().flat_map(|program| program.tables.listed_measures().into_iter().map(|(_, it)| it.actor.clone()));
        let actors: BTreeSet<String> = measures.filter(|actor| !actor.is_empty()).collect();
        let named = actors.into_iter().map(|actor| Item::new(Some(actor.clone()), actor));
        std::iter::once(Item::new(None, "すべて")).chain(named).collect::<Vec<_>>()
    });
    let tags = [None, Some(Tag::New), Some(Tag::Expanded), Some(Tag::None)]
        .map(|tag| Item::new(tag, tag.map_or("すべて", |tag| words::tag(tag).unwrap_or("印なし"))));
    let commitments = [None, Some(Commitment::CarryOut), Some(Commitment::Consider), Some(Commitment::Both)]
        .map(|it| Item::new(it, it.map_or("すべて", words::commitment)));
    let pillars = Signal::derive(move || {
        let program = session.program().get();
        let listed = program.iter().flat_map(|program| program.tables.listed_pillars().into_iter());
        let with_measures = listed.filter(|(_, pillar)| pillar.role == PillarRole::Pillar);
        let named = with_measures.map(|(id, pillar)| Item::new(Some(id.clone()), heading(&pillar.number, &pillar.name)));
        std::iter::once(Item::new(None, "すべて")).chain(named.collect::<Vec<_>>()).collect::<Vec<_>>()
    });
    let pillar_word = Signal::derive(move || {
        let program = session.program().get();
        let word = program.and_then(|program| program.tables.vocabulary.get(&()).map(|words| words.pillar.clone()));
        word.unwrap_or_else(|| "柱".to_owned())
    });
    let has_actors = move || actors.get().len() > 1;
    view! {
        <div class="row row--bottom no-print">
            <Select
                label=pillar_word
                items=pillars
                selected=Signal::derive(move || Some(filter.get().pillar))
                on_change=move |pillar| filter.update(|filter| filter.pillar = pillar)
                size=FieldSize::Short
            />
            <Show when=has_actors>
                <Select
                    label="主体"
                    items=actors
                    selected=Signal::derive(move || Some(filter.get().actor))
                    on_change=move |actor| filter.update(|filter| filter.actor = actor)
                    size=FieldSize::Short
                />
                <Select
                    label="新規・拡充"
                    items=tags.to_vec()
                    selected=Signal::derive(move || Some(filter.get().tag))
                    on_change=move |tag| filter.update(|filter| filter.tag = tag)
                    size=FieldSize::Short
                />
                <Select
                    label="実施・検討"
                    items=commitments.to_vec()
                    selected=Signal::derive(move || Some(filter.get().commitment))
                    on_change=move |commitment| filter.update(|filter| filter.commitment = commitment)
                    size=FieldSize::Short
                />
            </Show>
        </div>
    }
}
