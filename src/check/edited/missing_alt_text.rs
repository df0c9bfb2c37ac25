//! Pictures that were added without words for those who do not see them.

use std::borrow::Cow;

use super::Subject;
use crate::check::prose::{Part, Said, poor_alt_text};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::{Findings, Level, Place};
use crate::read::Image;

/// See the module.
pub static RULE: Rule = Rule {
    name: "missing-alt-text",
    group: Group::Reading,
    level: Level::Error,
    firm: true,
    looks_at: Cow::Borrowed("pictures in files that somebody has edited"),
    what: Cow::Borrowed(
        "A picture that was added says nothing to those who do not see it, or says the name of \
         its file.",
    ),
    why: Cow::Borrowed(
        "A pupil who hears the page instead of seeing it would know less than the rest of the \
         class.",
    ),
    source: Cow::Borrowed(
        "W3C, Web Content Accessibility Guidelines, 1.1.1, non-text content (from memory).",
    ),
    bad: Cow::Borrowed("a picture with the alternative text “IMG_2041.jpg”, or with none"),
    good: Cow::Borrowed(
        "a picture with the alternative text “The door of the safeguarding office, with a blue sign”",
    ),
};

/// See the module.
pub fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let old = subject.file.original.map_or(&[][..], |original| &original.read.images);
    for image in &subject.file.read.images {
        // Programs lose the mark of decoration, not the picture.
        let same = |other: &&Image| !image.hash.is_empty() && other.hash == image.hash;
        let before = old.iter().find(same);
        let place = match &image.at {
            Some(at) => subject.place(at),
            None => Place::File(subject.file.name.to_owned()),
        };
        if image.alt.is_empty() {
            let was_mute = before.is_some_and(|before| before.alt.is_empty());
            if !image.decorative && !was_mute {
                let name = if image.name.is_empty() { "a picture" } else { &image.name };
                findings.push(RULE.finding(
                    place,
                    format!("{name} has no alternative text"),
                    "right-click it and choose alt text; say in a sentence what it shows, or mark \
                     it as decorative. Use no photo of a real child",
                ));
            }
            continue;
        }
        if old.iter().any(|other| other.alt == image.alt) {
            continue;
        }
        let said = Said {
            words: &image.alt,
            reader: subject.file.reader,
            part: Part::Alt { title: "" },
            audience: subject.file.audience,
            registry: &subject.file.library.registry,
        };
        for fault in poor_alt_text::judge(&said) {
            if fault.what.contains("name of a file") {
                findings.push(RULE.at(Level::Warning, place.clone(), fault.what, fault.remedy));
            } else {
                let rule = &poor_alt_text::RULE;
                findings.push(rule.finding(place.clone(), fault.what, fault.remedy));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{found, original, read};
    use super::*;
    use crate::read::At;
    use crate::text::Reader;

    fn image(alt: &str, hash: &str) -> Image {
        let (name, hash) = ("Picture 4".into(), hash.into());
        Image { at: Some(At::Slide(2)), alt: alt.into(), name, hash, decorative: false }
    }

    #[test]
    fn a_photo_that_says_nothing_is_found_and_our_own_decoration_is_not() {
        let words = [(At::Slide(1), "Start")];
        let mut old = original(&words, &[]);
        old.read.images =
            vec![Image { decorative: true, ..image("", "ours") }, image("A fox", "fox")];
        for (added, rule) in [
            (image("", "theirs"), Some("missing-alt-text")),
            (image("IMG_2041.jpg", "theirs"), Some("missing-alt-text")),
            (image("Image of a door", "theirs"), Some("poor-alt-text")),
            (image("", "fox"), Some("missing-alt-text")),
            // Linked, not in the file.
            (image("", ""), Some("missing-alt-text")),
            (image("The door of the office, with a blue sign", "theirs"), None),
            (Image { decorative: true, ..image("", "theirs") }, None),
            // LibreOffice drops the mark.
            (image("", "ours"), None),
            (image("A fox", "packed again"), None),
        ] {
            let mut new = read(&words);
            new.images = vec![added.clone()];
            let told = found(&new, Some(&old), Reader::Staff);
            let rules: Vec<_> = told.iter().map(|[rule, ..]| rule.as_str()).collect();
            assert_eq!(rules, Vec::from_iter(rule), "{added:?}");
            assert!(told.iter().all(|[_, at, _]| at == "slide 2"));
        }
    }
}
