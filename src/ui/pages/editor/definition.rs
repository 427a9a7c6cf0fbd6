//! One cell of the definitions as fields: each field reads one thing of its value and writes it back.

use super::desk::Desk;
use crate::{
    domain::CellKind,
    ui::{
        parts::{CheckboxRow, FieldSize, Item, LabelPlace, Select, TextArea, TextField},
        words,
    },
};
use leptos::prelude::*;

/// A cell that is shown by its first value; writing settles a conflict.
pub struct Definition<C: CellKind>
where
    C::Key: Send + Sync + 'static,
    C::Value: Send + Sync + 'static,
{
    desk: Desk,
    key: StoredValue<C::Key>,
    value: Memo<Option<C::Value>>,
}

impl<C: CellKind> Clone for Definition<C>
where
    C::Key: Send + Sync + 'static,
    C::Value: Send + Sync + 'static,
{
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: CellKind> Copy for Definition<C>
where
    C::Key: Send + Sync + 'static,
    C::Value: Send + Sync + 'static,
{
}

/// How a field stands on the page.
#[derive(Clone, Copy, Default)]
pub struct Look {
    pub size: FieldSize,
    pub place: LabelPlace,
    pub support: &'static str,
}

impl Look {
    pub const fn support(support: &'static str) -> Self {
        Look { size: FieldSize::Full, place: LabelPlace::Above, support }
    }

    pub const SHORT: Look = Look { size: FieldSize::Short, place: LabelPlace::Above, support: "" };
    pub const CELL: Look = Look { size: FieldSize::Dense, place: LabelPlace::Hidden, support: "" };
}

fn said(text: &'static str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl<C: CellKind + 'static> Definition<C>
where
    C::Key: Send + Sync + 'static,
    C::Value: Send + Sync + 'static,
{
    pub fn of(desk: Desk, key: C::Key) -> Self {
        let wanted = key.clone();
        let value = Memo::new(move |_| {
            let program = desk.session.program().get()?;
            C::table(&program.tables).reading(&wanted).values().into_iter().next().cloned()
        });
        Definition { desk, key: StoredValue::new(key), value }
    }

    pub fn read<T>(self, read: impl Fn(&C::Value) -> T) -> Option<T> {
        self.value.with(|value| value.as_ref().map(read))
    }

    /// Writes the value with one thing changed.
    pub fn change(self, change: impl FnOnce(&mut C::Value)) {
        let (Some(Some(mut value)), Some(key)) = (self.value.try_get_untracked(), self.key.try_get_value()) else { return };
        change(&mut value);
        self.desk.write(vec![C::entry(key, value)]);
    }

    pub fn text(self, label: &'static str, look: Look, read: fn(&C::Value) -> String, write: fn(&mut C::Value, String)) -> AnyView {
        view! {
            <TextField
                label
                value=Signal::derive(move || self.read(read).unwrap_or_default())
                on_change=move |text: String| self.change(|value| write(value, text.trim().to_owned()))
                support=said(look.support)
                size=look.size
                place=look.place
            />
        }
        .into_any()
    }

    /// Text that has to be understood; what cannot be stays in sight with the words against it.
    pub fn parsed(
        self,
        label: &'static str,
        look: Look,
        read: fn(&C::Value) -> String,
        write: fn(&mut C::Value, &str) -> Result<(), &'static str>,
    ) -> AnyView {
        self.checked(label, look, read, write)
    }

    /// What people know the thing by: a name that was there is not replaced by nothing.
    pub fn name(self, look: Look, read: fn(&C::Value) -> &String, write: fn(&mut C::Value, String)) -> AnyView {
        self.checked(
            "名前",
            look,
            move |value| read(value).clone(),
            move |value, text| {
                let name = words::editor::renamed(read(value), text)?;
                write(value, name);
                Ok(())
            },
        )
    }

    fn checked(
        self,
        label: &'static str,
        look: Look,
        read: impl Fn(&C::Value) -> String + Send + Sync + 'static,
        write: impl Fn(&mut C::Value, &str) -> Result<(), &'static str> + Send + Sync + 'static,
    ) -> AnyView {
        let error = RwSignal::new(None::<String>);
        let on_change = move |text: String| {
            let Some(Some(mut value)) = self.value.try_get_untracked() else { return };
            let result = write(&mut value, text.trim());
            error.try_set(result.err().map(str::to_owned));
            if result.is_ok() {
                self.change(|old| *old = value);
            }
        };
        view! {
            <TextField
                label
                value=Signal::derive(move || self.read(&read).unwrap_or_default())
                on_change
                support=said(look.support)
                error
                size=look.size
                place=look.place
            />
        }
        .into_any()
    }

    /// One entry a line.
    pub fn lines(
        self,
        label: &'static str,
        support: &'static str,
        read: fn(&C::Value) -> &Vec<String>,
        write: fn(&mut C::Value, Vec<String>),
    ) -> AnyView {
        let split = |text: String| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        view! {
            <TextArea
                label
                value=Signal::derive(move || self.read(|value| read(value).join("\n")).unwrap_or_default())
                on_change=move |text: String| self.change(|value| write(value, split(text)))
                support=said(support)
                rows=3
            />
        }
        .into_any()
    }

    pub fn choice<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        label: &'static str,
        look: Look,
        items: impl Into<Signal<Vec<Item<T>>>>,
        read: fn(&C::Value) -> T,
        write: fn(&mut C::Value, T),
    ) -> AnyView {
        view! {
            <Select
                label
                items=items.into()
                selected=Signal::derive(move || self.read(read))
                on_change=move |chosen| self.change(|value| write(value, chosen))
                support=said(look.support)
                size=look.size
                place=look.place
            />
        }
        .into_any()
    }

    pub fn tick(self, label: &'static str, support: &str, read: fn(&C::Value) -> bool, write: fn(&mut C::Value, bool)) -> AnyView {
        view! {
            <CheckboxRow
                label
                checked=Signal::derive(move || self.read(read).unwrap_or_default())
                on_change=move |is_checked| self.change(|value| write(value, is_checked))
                support=support.to_owned()
            />
        }
        .into_any()
    }
}
