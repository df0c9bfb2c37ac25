//! Which day it is: the one place where the clock enters.

use jiff::civil::Date;

use crate::diagnostics::{Finding, Findings, Place};

/// The date that was asked for, else `SOURCE_DATE_EPOCH`, else today in UTC.
///
/// # Errors
///
/// A finding if `SOURCE_DATE_EPOCH` is no number of seconds.
#[expect(
    clippy::disallowed_methods,
    reason = "the date comes in here, once, and is an argument everywhere else"
)]
pub fn today(asked: Option<Date>) -> Result<Date, Findings> {
    if let Some(date) = asked {
        return Ok(date);
    }
    let timestamp = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text
            .trim()
            .parse::<i64>()
            .ok()
            .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
            .ok_or_else(|| {
                let what = format!("SOURCE_DATE_EPOCH is `{text}`, which is no number of seconds");
                Finding::error("wrong-date", Place::Nowhere, what)
                    .why("it decides the day that is printed in every file")
                    .remedy("unset it, or name the day with `--date 2026-09-01`")
            })?,
        Err(_) => jiff::Timestamp::now(),
    };
    Ok(jiff::tz::Offset::UTC.to_datetime(timestamp).date())
}
