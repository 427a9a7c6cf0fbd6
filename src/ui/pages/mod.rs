//! One file a place of the navigation. A page asks the session once, at its top.

mod entry;
mod indicator;
mod indicators;
mod trend;
mod year;

pub use indicator::IndicatorPage;
pub use indicators::IndicatorsPage;
pub use year::YearSelect;
