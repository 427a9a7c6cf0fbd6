//! The parts pages are built from: values in, callbacks out. They know no session and no storage.
//!
//! Words come in as values; the few that a part says by itself stand in [`words`](crate::ui::words). Text props take a
//! `&str`, a `String`, a signal or a closure. How they look stands in `style/`.
//!
//! | part | props (in brackets: may be left out) |
//! | --- | --- |
//! | [`Button`] | `on_click`, children, \[`weight`, `size`, `icon`, `disabled`, `name`\] |
//! | [`LinkButton`] | `href`, children, \[`weight`, `size`, `icon`\] |
//! | [`Notice`] | `title`, \[`tone`, `arrival`, children\] |
//! | [`EmptyState`] | `title`, \[children\] |
//! | [`TextField`] | `label`, `value`, `on_change: String`, \[`on_draft`, `on_enter`, `need`, `support`, `error`, `place`, `size`, `disabled`\] |
//! | [`TextArea`] | `label`, `value`, `on_change: String`, \[`on_draft`, `rows`, `need`, `support`, `error`, `place`, `disabled`\] |
//! | [`NumberField`] | `label`, `value`, `on_change: TypedNumber`, \[`unit`, `dashes`, and as `TextField`\] |
//! | [`DateField`] | `label`, `value: Option<NaiveDate>`, `on_change`, \[`need`, `support`, `error`, `place`\] |
//! | [`Select`] | `label`, `items`, `selected: Option<T>`, `on_change: T`, \[`need`, `support`, `error`, `place`, `size`, `disabled`\] |
//! | [`RadioGroup`] | as `Select`, \[`layout`: a Likert row\] |
//! | [`CheckboxRow`] | `label`, `checked`, `on_change: bool`, \[`support`, `disabled`\] |
//! | [`FilePicker`] | `label`, `on_files: Vec<File>`, `accept`, \[`count`, `need`, `support`, `error`\] |
//! | [`FormPages`] | `pages`: a printed form |
//! | [`Tabs`] | `label`, `items`, `selected: T`, `on_select: T`, children: the panel |
//! | [`Dialog`] | `open`, `title`, `on_close`, children, \[`width`\] |
//! | [`DataTable`] | `caption`, children: `thead` and `tbody`, \[`style`, `caption_place`, `columns`\] |
//! | [`Looks`] | `label`, `looks: Vec<(Route, name)>`, `here: Route` |
//! | [`Listing`] | `caption`, `heads`, `rows: Rows`, \[`style`, `caption_place`\]: thousands of rows |
//! | [`VerdictBadge`] | `sign`, `label`, \[`note`\] |
//! | [`TrustBadge`] | `sign`, `label` |
//! | [`SaveIndicator`] | `sign`, `text` |
//! | [`LiveRegion`] | `message`, \[`politeness`\] |
//! | [`ShareBar`] | `text`, `percent` |
//! | [`Progress`] | `label`, `part`, \[`on_cancel`\] |
//! | [`IconSign`] | `icon` |
//!
//! A control of a page's own goes into [`Field`] or [`FieldGroup`] with a [`Wiring`].

mod badge;
mod bar;
mod button;
mod choice;
mod date_field;
mod dialog;
mod draft;
mod field;
mod file_picker;
mod form_pages;
mod icon;
mod id;
mod listing;
mod looks;
mod notice;
mod number_field;
mod progress;
mod saving;
mod table;
mod tabs;
mod text_field;
mod watch;

pub use badge::{TrustBadge, TrustSign, VerdictBadge, VerdictSign};
pub use bar::ShareBar;
pub use button::{Button, ButtonSize, LinkButton, Weight};
pub use choice::{CheckboxRow, ChoiceLayout, Item, RadioGroup, Select};
pub use date_field::DateField;
pub use dialog::{Dialog, DialogWidth};
pub use field::{Field, FieldGroup, FieldSize, LabelPlace, Need, Wiring};
pub use file_picker::{FileCount, FilePicker};
pub use form_pages::FormPages;
pub use icon::{Icon, IconSign};
pub use id::fresh_id;
pub use listing::{Amount, Cell, Listing, Press, Row, Rows};
pub use looks::Looks;
pub use notice::{Arrival, EmptyState, Notice, Tone};
pub use number_field::{Dashes, NumberField, Numbers};
pub use progress::Progress;
pub use saving::{LiveRegion, Politeness, SaveIndicator, SaveSign};
pub use table::{CaptionPlace, DataTable, TableStyle};
pub use tabs::Tabs;
pub use text_field::{TextArea, TextField};
pub(in crate::ui) use watch::Watch;
