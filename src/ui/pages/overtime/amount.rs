//! A field for one amount of 時間外勤務, in the unit people type it in.

use crate::{
    domain::{Entry, OvertimeEntry, OvertimeKey, Refusal, Tables},
    session::Session,
    ui::{
        parts::{FieldSize, LabelPlace, NumberField},
        typed_number::TypedNumber,
    },
};
use leptos::prelude::*;
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// What an amount counts. Hours are kept in minutes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hours,
    Minutes,
    People,
    Days,
    Times,
    Percent,
    DayOfMonth,
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Unit::Hours => "時間",
            Unit::Minutes => "分",
            Unit::People => "人",
            Unit::Days | Unit::DayOfMonth => "日",
            Unit::Times => "回",
            Unit::Percent => "%",
        }
    }

    fn write(self, amount: u32) -> String {
        let hours = Decimal::from(amount) / Decimal::from(60);
        match self {
            Unit::Hours if hours.scale() > 2 => format!("{}:{:02}", amount / 60, amount % 60),
            Unit::Hours => hours.normalize().to_string(),
            Unit::Minutes | Unit::People | Unit::Days | Unit::Times | Unit::Percent | Unit::DayOfMonth => amount.to_string(),
        }
    }

    /// `Some(None)`: the field was emptied.
    fn read(self, typed: TypedNumber) -> Option<Option<u32>> {
        match typed {
            TypedNumber::Blank => Some(None),
            TypedNumber::Amount(amount) if self == Unit::Hours => {
                let minutes = amount.value().checked_mul(Decimal::from(60))?;
                minutes.is_integer().then(|| minutes.to_u32()).flatten().map(Some)
            }
            typed => typed.count().map(Some),
        }
    }
}

/// One cell, shown as it is entered.
#[component]
pub(super) fn CellField(
    key: OvertimeKey,
    #[prop(into)] label: String,
    unit: Unit,
    tables: Memo<Tables>,
    refusal: RwSignal<Option<Refusal>>,
    place: LabelPlace,
) -> impl IntoView {
    let of = key.clone();
    let shown = Memo::new(move |_| tables.with(|tables| tables.overtime_amount(&of)));
    view! { <AmountField key label unit shown=shown refusal place /> }
}

/// One cell; `shown` may be what holds where nothing is entered.
#[component]
pub(super) fn AmountField(
    key: OvertimeKey,
    #[prop(into)] label: String,
    #[prop(optional, into)] support: MaybeProp<String>,
    unit: Unit,
    #[prop(into)] shown: Signal<Option<u32>>,
    refusal: RwSignal<Option<Refusal>>,
    place: LabelPlace,
) -> impl IntoView {
    let session = Session::here();
    let error = RwSignal::new(None::<String>);
    let value = Signal::derive(move || shown.get().map(|amount| unit.write(amount)).unwrap_or_default());
    let enter = move |typed: TypedNumber| {
        let range = key.item.range();
        let Some(amount) = unit.read(typed).filter(|amount| amount.is_none_or(|amount| range.contains(&amount))) else {
            let (least, most) = (unit.write(*range.start()), unit.write(*range.end()));
            let name = unit.name();
            return error.set(Some(match *range.end() {
                u32::MAX => format!("0以上の{name}で入れてください。"),
                _ => format!("{least}から{most}までの{name}で入れてください。"),
            }));
        };
        error.set(None);
        let entry = OvertimeEntry { amount, ..OvertimeEntry::default() };
        refusal.set(session.dispatch(vec![Entry::Overtime(key.clone(), entry)]).err());
    };
    let size = if place == LabelPlace::Hidden { FieldSize::Dense } else { FieldSize::Short };
    view! { <NumberField label support place size unit=unit.name() value on_change=enter error=error /> }
}
