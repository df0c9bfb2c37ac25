//! Words instead of a picture that say nothing of it.

use std::borrow::Cow;

use super::sentence::{count, tokens};
use super::{Fault, Part, Said};
use crate::check::rule::{Group, Rule};
use crate::diagnostics::Level;

/// See the module.
pub static RULE: Rule = Rule {
    name: "poor-alt-text",
    group: Group::Reading,
    level: Level::Warning,
    firm: false,
    looks_at: Cow::Borrowed("what stands instead of a screen, a table or a picture"),
    what: Cow::Borrowed(
        "An alternative text is a file’s name, begins with “image of”, is a single \
         word, or only says the title again.",
    ),
    why: Cow::Borrowed(
        "A pupil who hears the slide instead of seeing it would know less than the rest of the \
         class.",
    ),
    source: Cow::Borrowed(
        "W3C, Web Content Accessibility Guidelines, 1.1.1, non-text content (from memory); house \
         rule for its length.",
    ),
    bad: Cow::Borrowed("alt: Image of a chat"),
    good: Cow::Borrowed(
        "alt: A class chat. Max posts a video, which is hidden. Omar asks what it is.",
    ),
};

/// Words at the least.
const LEAST: usize = 2;
/// Characters at the most: a screen reader cannot go back within it.
const MOST: usize = 400;

const OPENINGS: [&str; 14] = [
    "image of",
    "an image of",
    "picture of",
    "a picture of",
    "photo of",
    "a photo of",
    "photograph of",
    "a photograph of",
    "graphic of",
    "drawing of",
    "a drawing of",
    "illustration of",
    "an illustration of",
    "icon of",
];
const ENDINGS: [&str; 8] = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tiff"];

/// See the module.
pub fn judge(said: &Said<'_>) -> Vec<Fault> {
    let Part::Alt { title } = said.part else { return vec![] };
    let whole = 0..said.words.len();
    let small = said.words.to_lowercase();
    let at = |opening: &&&str| {
        small.strip_prefix(**opening).is_some_and(|rest| rest.starts_with([' ', ':']))
    };
    let is_file = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        ENDINGS.iter().any(|ending| word.ends_with(ending))
            || ["img_", "dsc_", "screenshot_", "dscn"].iter().any(|first| word.starts_with(first))
    };
    let generic = ["image", "picture", "photo", "graphic", "screenshot", "chart", "table"];
    let fault = |bytes, what: String, remedy: &str| vec![Fault::new(bytes, what, remedy)];
    if let Some(name) = tokens(said.words).find(|word| is_file(word)) {
        let what = format!("“{name}” is the name of a file, and says nothing of the picture");
        return fault(whole, what, "say in a sentence what the picture shows");
    }
    if let Some(opening) = OPENINGS.iter().find(at) {
        // A small letter may be longer or shorter than its capital.
        let end = said.words.char_indices().nth(opening.len()).map_or(whole.end, |(at, _)| at);
        let bytes = 0..end;
        let what = format!("“{opening}” is what a screen reader says already");
        return fault(bytes, what, "begin with what the picture shows");
    }
    if !title.is_empty() && bare(said.words) == bare(title) {
        let what = "the alternative text says the title again".to_owned();
        return fault(whole, what, "say what is to be seen; the title is read out before it");
    }
    let words = count(said.words);
    if words < LEAST || generic.contains(&bare(said.words).as_str()) {
        let what = format!("“{}” is too little to see a picture by", said.words);
        return fault(whole, what, "say who or what is to be seen, and what happens");
    }
    let length = said.words.chars().count();
    if length > MOST {
        let what = format!("an alternative text of {length} characters; {MOST} are enough");
        return fault(whole, what, "say what matters first, and leave out what does not");
    }
    vec![]
}

fn bare(words: &str) -> String {
    let words = tokens(words).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::testing::said;
    use super::*;
    use crate::brand::Brand;

    fn alt<'a>(words: &'a str, title: &'a str) -> Said<'a> {
        Said { part: Part::Alt { title }, ..said("11-14", words) }
    }

    #[test]
    fn what_says_nothing_of_a_picture() {
        let long = "A cat sits on a mat. ".repeat(30);
        for (words, says) in [
            ("Image of a chat", "“image of” is what a screen reader says already"),
            ("chat_final.PNG", "“chat_final.PNG” is the name of a file"),
            ("IMG_2041 from my phone", "“IMG_2041” is the name of a file"),
            ("“Forty unread!”", "the alternative text says the title again"),
            ("Phones", "too little"),
            ("Table", "too little"),
            (&long, "400 are enough"),
        ] {
            let found = judge(&alt(words, "Forty unread"));
            assert!(found.len() == 1 && found[0].what.contains(says), "{words}: {found:?}");
        }
    }

    #[test]
    fn what_lets_a_picture_be_heard() {
        let good = RULE.good.strip_prefix("alt: ").unwrap();
        assert_eq!(judge(&alt(good, "A buzz")), []);
        assert_eq!(judge(&alt("A picture frame on a wall", "")), []);
        // Other words may be as short as they like.
        assert_eq!(judge(&said("11-14", "Image of")), []);
    }

    #[test]
    fn the_brands_own_drawings_can_be_heard() {
        let brand = Brand::embedded().unwrap();
        let spoken = brand.drawings().iter().filter(|(_, drawing)| !drawing.alt.is_empty());
        assert!(spoken.clone().count() > 20);
        for (name, drawing) in spoken {
            assert_eq!(judge(&alt(&drawing.alt, "")), [], "{name}");
        }
    }
}
