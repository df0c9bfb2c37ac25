//! Slides that can be told apart.

use std::collections::BTreeMap;

use crate::diagnostics::{Finding, Findings};
use crate::pack::{Body, Item};
use crate::text::plain_line;

/// Every slide has a title, and no two the same: a screen reader's list of
/// slides, and a teacher looking for one, have nothing else to go by.
pub fn titles(item: &Item) -> Findings {
    let Body::Deck(deck) = &item.body else {
        return Findings::new();
    };
    let mut findings = Findings::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (n, slide) in (1..).zip(&deck.slides) {
        let title = plain_line(&slide.title);
        if let Some(first) = seen.insert(title.clone(), n) {
            findings.push(
                Finding::error(
                    "duplicate-title",
                    slide.from.place(),
                    format!("slides {first} and {n} are both called “{title}”"),
                )
                .why("people who hear the slides find them by title")
                .remedy("give one of them a title of its own"),
            );
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::sample;

    #[test]
    fn a_title_twice_is_found_once() {
        let mut item = sample::deck("11-14");
        assert!(titles(&item).is_empty());
        let Body::Deck(deck) = &mut item.body else { panic!("a deck") };
        deck.slides[3].title = deck.slides[1].title.clone();
        let findings = titles(&item);
        assert_eq!(findings.iter().count(), 1);
        assert!(findings.iter().next().unwrap().what.starts_with("slides 2 and 4"));
    }
}
