//! What users would notice, asserted on the program and on the files it makes.
//!
//! One binary, as linking Typst is dear; a module a promise.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests stand outside the program: they read files, the clock and processes as users do"
)]

mod allow;
mod arrows;
mod baseline;
mod bytes;
mod cli;
mod contract;
mod edited;
mod engine;
mod errors;
mod facts;
mod faults;
mod fix;
mod formats;
mod hostile;
mod house;
mod incident;
mod killed;
mod labelled;
mod large;
mod leak;
mod overflow;
mod pack;
mod paths;
mod pictures;
mod support;
mod whole;
mod words;
mod workshop;
