//! The theme: an audience's colours and the office fonts that every school
//! machine has, so that a teacher's own slides look like ours.

use crate::brand::{Brand, Rgb};
use crate::ooxml::{Element, el};

/// Colours of the scheme by their order, with our roles.
const SCHEME: [(&str, &str); 12] = [
    ("a:dk1", "ink"),
    ("a:lt1", "white"),
    ("a:dk2", "deep"),
    ("a:lt2", "paper"),
    ("a:accent1", "deep"),
    ("a:accent2", "mid"),
    ("a:accent3", "soft"),
    ("a:accent4", "tint"),
    ("a:accent5", "lamp"),
    ("a:accent6", "live"),
    ("a:hlink", "deep"),
    ("a:folHlink", "deep"),
];

/// Colours beside the scheme, as the colour picker names them.
const OTHERS: [(&str, &str); 5] = [
    ("Foot", "ink2"),
    ("Border", "edge"),
    ("Line", "rule"),
    ("Help", "lamp-tint"),
    ("Help border", "lamp-edge"),
];

/// The theme part of an office file.
pub fn theme(brand: &Brand, audience: &str) -> Element {
    let rgb = |role: &str| srgb(brand.colour(role, audience));
    let colours =
        SCHEME.iter().fold(el("a:clrScheme").attr("name", "lessonpack"), |scheme, (slot, role)| {
            scheme.child(el(slot).child(rgb(role)))
        });
    let custom = OTHERS.iter().fold(el("a:custClrLst"), |list, (name, role)| {
        list.child(el("a:custClr").attr("name", *name).child(rgb(role)))
    });
    let font = |tag| {
        el(tag)
            .child(el("a:latin").attr("typeface", &brand.audience(audience).office_font))
            .child(el("a:ea").attr("typeface", ""))
            .child(el("a:cs").attr("typeface", ""))
    };
    let fonts = el("a:fontScheme")
        .attr("name", "lessonpack")
        .child(font("a:majorFont"))
        .child(font("a:minorFont"));
    el("a:theme")
        .namespaces(&["a"])
        .attr("name", "lessonpack")
        .child(el("a:themeElements").child(colours).child(fonts).child(formats()))
        .child(el("a:objectDefaults"))
        .child(el("a:extraClrSchemeLst"))
        .child(custom)
}

fn srgb(colour: Rgb) -> Element {
    el("a:srgbClr").attr("val", colour.hex())
}

/// Plain fills and lines, three of each as the standard asks.
fn formats() -> Element {
    let fill = || el("a:solidFill").child(el("a:schemeClr").attr("val", "phClr"));
    let three = |tag, one: &dyn Fn(usize) -> Element| el(tag).children((0..3).map(one));
    let line = |at: usize| {
        let width = [12_700, 19_050, 28_575][at];
        el("a:ln")
            .attr("w", width)
            .attr("cap", "flat")
            .attr("cmpd", "sng")
            .attr("algn", "ctr")
            .child(fill())
            .child(el("a:prstDash").attr("val", "solid"))
    };
    el("a:fmtScheme")
        .attr("name", "lessonpack")
        .child(three("a:fillStyleLst", &|_| fill()))
        .child(three("a:lnStyleLst", &line))
        .child(three("a:effectStyleLst", &|_| el("a:effectStyle").child(el("a:effectLst"))))
        .child(three("a:bgFillStyleLst", &|_| fill()))
}
