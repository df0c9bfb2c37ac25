//! What the templates read: `/data.json` and the pictures beside it.
//!
//! The contract with `templates/typst/*.typ`. A template reads the file once,
//! at its top, and takes out the fields it needs before any `set` or `show`
//! rule, so that an edit of one field lays out again only what shows it:
//!
//! ```text
//! item      the pack::Item: stem, reader, lang, meta {…}, body {deck | document}
//!           (without the deck's notes). Enums are one-key maps, unit ones
//!           strings: {"para": […]}, {"callout": {"kind": "say", …}}, "page-break"
//! date      "2026-11-23"
//! brand     audience   the id, e.g. "11-14"
//!           colours    role → "#RRGGBB", the audience's four included
//!           styles     slides: name → {size, pitch, weight, colour}, points
//!           paper      the same on paper
//!           page, space, geometry   as in brand.toml, layouts.toml
//!           fonts      families, the first one's own, then those that fill gaps
//!           scale      factor on sizes (not pitches) while measuring, else 1
//!           bold       whether every weight from 600 up is 700
//!           shape      {size: [w, h], path: [["move", x, y], ["line", x, y],
//!                      ["cubic", x1, y1, x2, y2, x, y], ["close"]]}
//! layouts   name → {label, words, ground, chrome, boxes}; boxes as in
//!           layouts.toml, `at` = [x, y, w, h] where it lies for this audience,
//!           and `gap`, the points between its paragraphs
//! pictures  id → {path, size: [w, h], alt: string or null if decorative,
//!           fit, clipped: path or null, ground: colour role or null}
//! corners   drawing's name → path, for boxes with a drawing in the corner
//! callouts  kind → {icon, label}
//! deck      the pack's deck (without notes) if the document shows a slide of
//!           it, else null
//! ```
//!
//! Icons are at `/icons/NAME.svg` with their colour roles unfilled.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use crate::brand::{Fit, FontUse, Geometry, Layout, LayoutBox, PageLook, Rgb, ShapeCommand};
use crate::brand::{SpaceLook, Style};
use crate::diagnostics::{Finding, Findings, Place};
use crate::pack::{Alt, Block, Body, Callout, Deck, Item, Node, PictureId, Source, walk_nodes};
use crate::render::typst::Tree;
use crate::render::{Kit, picture, type_of};

#[derive(Serialize)]
struct Data<'a> {
    item: Value,
    date: String,
    brand: Look<'a>,
    layouts: BTreeMap<&'a str, PlacedLayout<'a>>,
    pictures: BTreeMap<String, PictureFile<'a>>,
    corners: BTreeMap<&'a str, String>,
    callouts: Value,
    deck: Option<Value>,
}

#[derive(Serialize)]
struct Look<'a> {
    audience: &'a str,
    colours: BTreeMap<String, Rgb>,
    styles: &'a BTreeMap<String, Style>,
    paper: &'a BTreeMap<String, Style>,
    page: &'a PageLook,
    space: &'a SpaceLook,
    geometry: Geometry,
    fonts: Vec<&'a str>,
    scale: f64,
    bold: bool,
    shape: Value,
}

#[derive(Serialize)]
struct PlacedLayout<'a> {
    label: Option<&'a str>,
    words: Option<&'static str>,
    ground: &'a str,
    chrome: Vec<Value>,
    boxes: Vec<Value>,
}

#[derive(Serialize)]
struct PictureFile<'a> {
    path: String,
    size: (f64, f64),
    alt: Option<&'a str>,
    fit: Fit,
    clipped: Option<String>,
    ground: Option<&'static str>,
}

/// The tree for an item.
///
/// # Errors
///
/// A finding for each picture that is not there.
pub fn tree(item: &Item, kit: &Kit<'_>, fonts: FontUse) -> Result<Tree, Findings> {
    let deck = match &item.body {
        Body::Deck(deck) => Some(deck),
        Body::Document(document) => kit.deck.filter(|_| document.shows_a_slide()),
    };
    let main = format!("/typst/{}.typ", template(&item.body));
    let mut tree = Tree::new(item.stem.as_str(), main, kit.date);
    let mut files = Files { kit, tree: &mut tree, next: 0, findings: Findings::new() };
    let mut pictures = BTreeMap::new();
    if let Body::Document(document) = &item.body {
        walk_nodes(&document.body, &mut |node| files.of_node(node, &mut pictures));
    }
    for slide in deck.iter().flat_map(|deck| &deck.slides) {
        for nodes in slide.boxes.values() {
            walk_nodes(nodes, &mut |node| files.of_node(node, &mut pictures));
        }
    }
    let audience = item.meta.audience.as_str();
    let used: BTreeSet<&str> =
        deck.iter().flat_map(|deck| &deck.slides).map(|slide| slide.layout.as_str()).collect();
    let layouts: Vec<&Layout> =
        kit.brand.layouts().iter().filter(|layout| used.contains(layout.name.as_str())).collect();
    let corners = layouts
        .iter()
        .flat_map(|layout| &layout.boxes)
        .filter_map(|b| {
            let name = b.corner.as_deref()?;
            let ground = b.ground.as_deref().unwrap_or("paper");
            Some((name, files.add(kit.brand.svg(name, audience, ground)?)))
        })
        .collect();
    let findings = files.findings;
    if !findings.is_empty() {
        return Err(findings);
    }
    let data = Data {
        item: without_notes(item),
        date: kit.date.to_string(),
        brand: look(kit, item, fonts),
        layouts: layouts.into_iter().map(|layout| placed(layout, kit, audience)).collect(),
        pictures,
        corners,
        callouts: callouts(),
        deck: match &item.body {
            Body::Deck(_) => None,
            Body::Document(_) => deck.map(slides_alone),
        },
    };
    let json = serde_json::to_vec(&data).map_err(|error| {
        Finding::bug("typst-refused", Place::Nowhere, format!("the data is no JSON: {error}"))
            .why("every page is drawn from it")
    })?;
    tree.add("/data.json", json);
    Ok(tree)
}

/// The template's name, which is the kind's name as serialised.
fn template(body: &Body) -> String {
    let name = match body {
        Body::Deck(_) => return "slides".into(),
        Body::Document(document) => serde_json::to_value(document.kind),
    };
    name.ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The item as JSON. A deck's notes are not drawn, so they must not make its
/// pages be laid out again.
fn without_notes(item: &Item) -> Value {
    let mut value = json!(item);
    if let Some(deck) = value.pointer_mut("/body/deck").and_then(Value::as_object_mut) {
        deck.remove("notes");
    }
    value
}

fn slides_alone(deck: &Deck) -> Value {
    json!({ "title": deck.title, "sections": deck.sections, "slides": deck.slides })
}

fn look<'a>(kit: &Kit<'a>, item: &'a Item, fonts: FontUse) -> Look<'a> {
    let brand = kit.brand;
    let audience = item.meta.audience.as_str();
    let look = brand.audience(type_of(item));
    let (own, scale, bold) = match fonts {
        FontUse::Own => (look.font.as_str(), 1.0, false),
        FontUse::Measure => (look.measure_font.as_str(), look.measure_scale, true),
    };
    let mut families = vec![own];
    for face in brand.fonts() {
        if !families.contains(&face.family.as_str()) {
            families.push(&face.family);
        }
    }
    Look {
        audience,
        colours: brand.colours(audience),
        styles: brand.styles(),
        paper: brand.paper(),
        page: brand.page(),
        space: brand.space(),
        geometry: brand.geometry(),
        fonts: families,
        scale,
        bold,
        shape: shape(kit, audience),
    }
}

fn shape(kit: &Kit<'_>, audience: &str) -> Value {
    let Some(shape) = kit.brand.shape(audience) else {
        return Value::Null;
    };
    let path: Vec<Value> = shape
        .commands
        .iter()
        .map(|command| match command {
            ShapeCommand::Move(x, y) => json!(["move", x, y]),
            ShapeCommand::Line(x, y) => json!(["line", x, y]),
            ShapeCommand::Cubic([a, b, c, d, x, y]) => json!(["cubic", a, b, c, d, x, y]),
            ShapeCommand::Close => json!(["close"]),
        })
        .collect();
    json!({ "size": [shape.size.0, shape.size.1], "path": path })
}

fn placed<'a>(layout: &'a Layout, kit: &Kit<'_>, audience: &str) -> (&'a str, PlacedLayout<'a>) {
    let place = |boxes: &[LayoutBox]| {
        boxes
            .iter()
            .map(|b| {
                let placed = LayoutBox { at: kit.brand.place(b, audience), ..b.clone() };
                let mut value = json!(placed);
                value["gap"] = json!(b.paragraph_gap(kit.brand.style(&b.style)));
                value
            })
            .collect()
    };
    let placed = PlacedLayout {
        label: layout.label.as_deref(),
        words: layout.label_words(),
        ground: &layout.ground,
        chrome: place(&layout.chrome),
        boxes: place(&layout.boxes),
    };
    (&layout.name, placed)
}

fn callouts() -> Value {
    let kinds = [
        Callout::Say,
        Callout::Ask,
        Callout::Do,
        Callout::ListenFor,
        Callout::IfTheyAsk,
        Callout::KeepSafe,
        Callout::Support,
        Callout::Stretch,
        Callout::Note,
        Callout::Law,
        Callout::Help,
    ];
    let entries = kinds.into_iter().filter_map(|kind| {
        let key = json!(kind).as_str()?.to_owned();
        Some((key, json!({ "icon": kind.name(), "label": kind.label() })))
    });
    Value::Object(entries.collect())
}

/// Numbers the pictures of a tree.
struct Files<'a, 'k> {
    kit: &'a Kit<'k>,
    tree: &'a mut Tree,
    next: usize,
    findings: Findings,
}

impl<'k> Files<'_, 'k> {
    fn add(&mut self, svg: String) -> String {
        let path = format!("/pictures/{}.svg", self.next);
        self.next += 1;
        self.tree.add(path.clone(), svg.into_bytes());
        path
    }

    fn of_node(&mut self, node: &Node, pictures: &mut BTreeMap<String, PictureFile<'k>>) {
        let mut add = |id: &PictureId| {
            if pictures.contains_key(id) {
                return;
            }
            match self.of_picture(id) {
                Some(file) => {
                    pictures.insert(id.clone(), file);
                }
                None => self.findings.push(missing(id, node)),
            }
        };
        match &node.block {
            Block::Figure { picture, .. } => add(picture),
            Block::Contact(contact) => contact.qr.iter().for_each(add),
            Block::Cards { cards, .. } => {
                cards.iter().filter_map(|card| card.picture.as_ref()).for_each(add);
            }
            Block::Heading { .. }
            | Block::Para(_)
            | Block::List { .. }
            | Block::Table { .. }
            | Block::Callout { .. }
            | Block::Thumb(_)
            | Block::Scene(_)
            | Block::Space(_)
            | Block::Timing(_)
            | Block::Stages(_)
            | Block::Columns(_)
            | Block::Parallel(_)
            | Block::Keep(_)
            | Block::PageBreak => {}
        }
    }

    fn of_picture(&mut self, id: &PictureId) -> Option<PictureFile<'k>> {
        let kit = self.kit;
        let source = kit.pictures.get(id)?;
        let svg = picture::svg(source, kit.brand)?;
        let clipped = picture::clipped(source, kit.brand);
        Some(PictureFile {
            size: svg.size,
            path: self.add(svg.text),
            alt: match &source.alt {
                Alt::Text(words) => Some(words),
                Alt::Decorative => None,
            },
            fit: picture::fit(source, kit.brand),
            clipped: clipped.map(|svg| self.add(svg.text)),
            ground: match &source.source {
                Source::Drawing { ground, .. } => Some(ground.role()),
                Source::Qr { .. } => None,
            },
        })
    }
}

fn missing(id: &PictureId, node: &Node) -> Finding {
    Finding::bug("missing-picture", node.from.place(), format!("there is no picture `{id}`"))
        .why("the page would have a hole where words speak of a picture")
}
