//! Drawings: SVG with colour roles in double braces.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Brand, broken};
use crate::diagnostics::Findings;
use crate::fs::embedded;

/// One drawing of the brand.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// What it says to those who do not see it.
    pub alt: String,
    /// SPDX licence id.
    pub licence: String,
    /// Whether it says nothing that the words beside it do not.
    pub decorative: bool,
    /// Width and height of its view box.
    pub size: (f64, f64),
    svg: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    drawing: BTreeMap<String, Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    alt: String,
    licence: String,
    #[serde(default)]
    decorative_by_default: bool,
}

impl Drawing {
    /// The SVG with its roles filled in. On the middle and deep tones bodies
    /// turn white, so that they stand out.
    pub(super) fn coloured(&self, brand: &Brand, audience: &str, ground: &str) -> String {
        let on_dark = matches!(ground, "mid" | "deep");
        let mut out = String::with_capacity(self.svg.len());
        let mut rest = self.svg.as_str();
        while let Some((before, after)) = rest.split_once("{{") {
            let (role, tail) = after.split_once("}}").unwrap_or((after, ""));
            let role = match role.trim() {
                "ground" => ground,
                "body" if on_dark => "white",
                "body" => "mid",
                "onbody" if on_dark => ground,
                "onbody" => "white",
                role => role,
            };
            out.push_str(before);
            out.push_str(&brand.colour(role, audience).to_string());
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

pub(super) fn load(file: File) -> Result<BTreeMap<String, Drawing>, Findings> {
    file.drawing
        .into_iter()
        .map(|(name, entry)| {
            let path = format!("drawings/{name}.svg");
            let bytes = embedded::asset(&path)
                .ok_or_else(|| broken("drawings/drawings.toml", format!("`{path}` is not there")))?;
            let svg = String::from_utf8_lossy(&bytes).into_owned();
            let size = view_box(&svg)
                .ok_or_else(|| broken(&path, "it has no viewBox of four numbers".into()))?;
            let drawing = Drawing {
                alt: entry.alt,
                licence: entry.licence,
                decorative: entry.decorative_by_default,
                size,
                svg,
            };
            Ok((name, drawing))
        })
        .collect()
}

fn view_box(svg: &str) -> Option<(f64, f64)> {
    let (_, rest) = svg.split_once("viewBox=\"")?;
    let (numbers, _) = rest.split_once('"')?;
    let mut numbers = numbers.split_ascii_whitespace().map(str::parse::<f64>);
    let (_, _, w, h) =
        (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    Some((w, h))
}
