//! Settings and the table of fonts.

use super::look::Look;
use super::paragraph::val;
use crate::ooxml::{Element, el};

/// The settings part: ordinary Word of 2013 and later, nothing switched on
/// that a school would have to switch off.
pub(super) fn settings(look: &Look<'_>) -> Element {
    let compat = |name: &str, value: &str| {
        el("w:compatSetting")
            .attr("w:name", name)
            .attr("w:uri", "http://schemas.microsoft.com/office/word")
            .attr("w:val", value)
    };
    el("w:settings")
        .namespaces(&["w"])
        .child(el("w:zoom").attr("w:percent", 100))
        .children(look.mirrored.then(|| el("w:mirrorMargins")))
        .child(val("w:defaultTabStop", 720))
        .child(val("w:characterSpacingControl", "doNotCompress"))
        .child(
            el("w:compat")
                .child(compat("compatibilityMode", "15"))
                .child(compat("overrideTableStyleFontSizeAndJustification", "1"))
                .child(compat("enableOpenTypeFeatures", "1"))
                .child(compat("doNotFlipMirrorIndents", "1"))
                .child(compat("differentiateMultirowTableHeaders", "1")),
        )
        .child(val("w:themeFontLang", look.lang))
        .child(val("w:decimalSymbol", "."))
        .child(val("w:listSeparator", ","))
}

/// The table of fonts, so that a machine without the family takes another one
/// without serifs.
pub(super) fn fonts(look: &Look<'_>) -> Element {
    el("w:fonts").namespaces(&["w"]).child(
        el("w:font")
            .attr("w:name", look.font)
            .child(val("w:altName", "Liberation Sans"))
            .child(val("w:charset", "00"))
            .child(val("w:family", "swiss"))
            .child(val("w:pitch", "variable")),
    )
}
