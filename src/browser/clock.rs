//! The device's clock, right or wrong: for people to read. And its timer.

use crate::register::Moment;
use chrono::{DateTime, NaiveDate};
use js_sys::{Date, Promise};
use wasm_bindgen_futures::JsFuture;

/// Local wall time, to the second.
pub fn now() -> Moment {
    let date = Date::new_0();
    let day = NaiveDate::from_ymd_opt(date.get_full_year() as i32, date.get_month() + 1, date.get_date());
    let moment = day.and_then(|day| day.and_hms_opt(date.get_hours(), date.get_minutes(), date.get_seconds()));
    // A browser's date is always a real one; a clock beyond all calendars reads as the first moment there is.
    moment.unwrap_or(DateTime::UNIX_EPOCH.naive_utc())
}

pub fn today() -> NaiveDate {
    now().date()
}

/// Comes back after the time; a hidden page's clock may be slower.
pub async fn sleep(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // Without a timer the promise would never come back, and without a window nobody waits for it.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    // A timer does not fail.
    let _ = JsFuture::from(promise).await;
}
