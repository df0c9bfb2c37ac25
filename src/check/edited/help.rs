//! Where a file says how to get help.

use super::fold::fold;
use super::lines::Lines;
use crate::check::contract::help_slides;
use crate::check::passage::paragraphs;
use crate::fit::FittedLesson;
use crate::library::Registry;
use crate::library::registry::Standing;
use crate::pack::{Body, DocKind, Item};
use crate::read::{At, ReadBack};
use crate::text::Authored as _;

/// The slides of the plan for help; on paper that is for it, what stands under
/// a heading with services or with what is to be remembered. `read` is what a
/// reader sees of the item's file.
pub fn help_places(fitted: &FittedLesson<'_>, item: &Item, read: &ReadBack) -> Vec<At> {
    match &item.body {
        Body::Deck(deck) => help_slides(fitted, deck).into_iter().map(At::Slide).collect(),
        Body::Document(document) => match document.kind {
            DocKind::HelpSheet | DocKind::Handout | DocKind::Letter => {
                help_by_words(fitted.registry, fitted.audience.id.as_str(), read)
            }
            _ => Vec::new(),
        },
    }
}

/// The same by words alone: slides and headings with two services, or with a
/// message that every pack owes to this audience.
pub fn help_by_words(registry: &Registry, audience: &str, read: &ReadBack) -> Vec<At> {
    let owed = registry.messages.iter().filter(|message| {
        message.stands.iter().any(|at| matches!(at, Standing::HelpSlides | Standing::HelpSheet))
    });
    let owed = owed.filter_map(|message| message.wording.get(audience));
    let said = |raw: &str| paragraphs(raw).into_iter().map(|p| fold(&p.words)).collect::<String>();
    let owed: Vec<String> = owed.map(|words| said(words.raw())).collect();
    let services: Vec<String> =
        registry.services.iter().map(|service| fold(service.name.raw())).collect();
    let lines = Lines::of(read);
    let mut places: Vec<&At> =
        lines.all.iter().map(|line| line.at).filter(|at| at.is_flow()).collect();
    places.dedup();
    let is_help = |at: &&&At| {
        let text: String = lines.at(at).map(|line| line.key.as_str()).collect();
        owed.iter().any(|words| text.contains(words))
            || services.iter().filter(|name| text.contains(*name)).count() >= 2
    };
    places.iter().filter(is_help).map(|at| (*at).clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::read;
    use super::*;
    use crate::check::prose::testing::library;

    #[test]
    fn services_and_owed_messages_make_a_place_of_help() {
        let words = [
            (At::Heading("Read".into()), "Sam rings Childline."),
            (At::Heading("Who".into()), "Childline 0800 1111\nSamaritans 116 123"),
            (
                At::Heading("Remember".into()),
                "Delete it straight away and\ntell an adult you trust.",
            ),
            (At::Notes(1), "Childline, Samaritans"),
        ];
        let found = help_by_words(&library().registry, "11-14", &read(&words));
        assert_eq!(found, [At::Heading("Who".into()), At::Heading("Remember".into())]);
    }
}
