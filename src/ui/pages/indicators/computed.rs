//! 分子・分母: a rate entered as what it is computed of, so that it is rounded once and can be traced.

use super::writing::Write;
use crate::{
    domain::{Amount, Figure, Qualifier, Quantity, Ratio, Shown},
    evaluate::computed_rate,
    ui::{
        parts::{FieldSize, NumberField},
        typed_number::TypedNumber,
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn Computed(unit: String, decimals: u32, qualifier: Qualifier, figure: Memo<Option<Figure>>, write: Write) -> impl IntoView {
    let kept = move || figure.get().and_then(|figure| figure.shown.confirmed()?.quantity()?.ratio.clone());
    // One of the two is nothing yet: what is typed waits here for the other.
    let numerator = RwSignal::new(None::<Amount>);
    let denominator = RwSignal::new(None::<Amount>);
    let trouble = RwSignal::new(None::<String>);
    let text = |amount: Option<Amount>| amount.map(words::amount).unwrap_or_default();
    let compute = move || {
        let kept = untrack(kept);
        let numerator = numerator.get_untracked().or(kept.as_ref().map(|ratio| ratio.numerator));
        let denominator = denominator.get_untracked().or(kept.as_ref().map(|ratio| ratio.denominator));
        let (Some(numerator), Some(denominator)) = (numerator, denominator) else { return };
        let ratio = Ratio { numerator, denominator };
        match computed_rate(&ratio, &unit, decimals) {
            Some(amount) => {
                trouble.set(None);
                let quantity = Quantity { amount, unit: unit.clone(), qualifier, ratio: Some(ratio) };
                write.run(Box::new(move |figure: &mut Figure| figure.show(Shown::Number(quantity))));
            }
            None => trouble.set(Some("分母は0より大きい数にしてください。".to_owned())),
        }
    };
    let compute = StoredValue::new(compute);
    let enter = move |place: RwSignal<Option<Amount>>, typed: TypedNumber| {
        if let TypedNumber::Amount(amount) = typed {
            place.set(Some(amount));
            compute.with_value(|compute| compute());
        }
    };
    view! {
        <div class="columns">
            <NumberField
                label="分子"
                value=Signal::derive(move || text(numerator.get().or(kept().map(|ratio| ratio.numerator))))
                on_change=move |typed| enter(numerator, typed)
                support="分子と分母を入れると、実績値を計算して入れます（四捨五入は1回だけ）。"
                size=FieldSize::Short
            />
            <NumberField
                label="分母"
                value=Signal::derive(move || text(denominator.get().or(kept().map(|ratio| ratio.denominator))))
                on_change=move |typed| enter(denominator, typed)
                error=trouble
                size=FieldSize::Short
            />
        </div>
    }
}
