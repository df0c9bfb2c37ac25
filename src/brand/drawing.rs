//! Drawings: SVG with colour roles in double braces.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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
    /// How much of a box with a shape it takes.
    pub fit: Fit,
    /// Letters that it draws as outlines; they match badges.
    pub letters: String,
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
    #[serde(default)]
    fit: Fit,
    /// Width and height, where the drawing is not 200 units square.
    #[serde(default)]
    size: Option<[f64; 2]>,
    /// Letters that it draws as outlines.
    #[serde(default)]
    letters: Option<String>,
}

impl Entry {
    fn icon() -> Self {
        Self {
            alt: String::new(),
            licence: "CC-BY-4.0".into(),
            decorative_by_default: true,
            fit: Fit::Object,
            size: None,
            letters: None,
        }
    }
}

/// How much of a picture box with a shape a drawing takes.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// The geometry's `object_scale` of it, clipped by nothing.
    #[default]
    Object,
    /// All of it, clipped by the shape.
    Scene,
    /// The geometry's `cover_scale` of it, beyond the shape.
    Cover,
    /// The whole box; no shape lies behind it.
    Wide,
}

impl Drawing {
    /// The SVG with its roles filled in. On the middle and deep tones bodies
    /// turn white, so that they stand out; on deep, what is deep turns to the
    /// middle tone, on which the lamp shows in grey too.
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
                "deep" if ground == "deep" => "mid",
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

pub(super) fn load(mut file: File) -> Result<BTreeMap<String, Drawing>, Findings> {
    // Icons say nothing that the label beside them does not: they need no entry.
    for path in embedded::asset_paths() {
        if let Some(name) = path.strip_prefix("drawings/").and_then(|p| p.strip_suffix(".svg"))
            && name.starts_with("icons/")
        {
            file.drawing.insert(name.to_owned(), Entry::icon());
        }
    }
    file.drawing
        .into_iter()
        .map(|(name, entry)| {
            let path = format!("drawings/{name}.svg");
            let bytes = embedded::asset(&path).ok_or_else(|| {
                broken("drawings/drawings.toml", format!("`{path}` is not there"))
            })?;
            let svg = String::from_utf8_lossy(&bytes).into_owned();
            let size = view_box(&svg)
                .ok_or_else(|| broken(&path, "it has no viewBox of four numbers".into()))?;
            if entry.size.is_some_and(|[w, h]| (w, h) != size) {
                return Err(broken(&path, "its size is not the one in drawings.toml".into()));
            }
            let drawing = Drawing {
                alt: entry.alt,
                licence: entry.licence,
                decorative: entry.decorative_by_default,
                fit: entry.fit,
                letters: entry.letters.unwrap_or_default(),
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
    let (_, _, w, h) = (
        numbers.next()?.ok()?,
        numbers.next()?.ok()?,
        numbers.next()?.ok()?,
        numbers.next()?.ok()?,
    );
    Some((w, h))
}
