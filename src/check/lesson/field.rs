//! What the fields of a lesson and of the registry are, to rules that know
//! words alone.

use std::ops::Range;

use super::Passage;
use crate::check::prose::{Part, Said};
use crate::library::registry::Audience;
use crate::library::{Registry, Wording};

/// A passage as rules about words see it. `wordings` are those of its file,
/// `audience` is the lesson's, if there is one.
pub fn said<'a>(
    passage: &'a Passage<'_>,
    wordings: &'a [Wording],
    registry: &'a Registry,
    audience: Option<&'a Audience>,
) -> Said<'a> {
    Said {
        words: passage.words(),
        reader: passage.reader(),
        part: part(passage.wording, wordings),
        audience: audience.or_else(|| own_audience(passage.wording, registry)),
        registry,
    }
}

/// The bytes of the addresses of links in a field’s raw words: no passage holds
/// them, and a click goes there all the same.
pub fn links(raw: &str) -> Vec<Range<usize>> {
    let opened = raw.match_indices("](").map(|(at, mark)| at + mark.len());
    opened.filter_map(|at| Some(at..at + raw[at..].find(')')?)).collect()
}

/// What a field is.
fn part<'a>(wording: &Wording, wordings: &'a [Wording]) -> Part<'a> {
    let path: Vec<&str> = wording.path.iter().map(String::as_str).collect();
    let alt_of = match path.as_slice() {
        [slide @ .., "screen", "alt"] => Some(slide),
        [slide @ .., "table", "about"] => Some(&path[..slide.len() + 1]),
        _ => None,
    };
    if let Some(slide) = alt_of {
        let beside = |other: &&Wording| {
            other.path.len() == slide.len() + 1
                && other.path.iter().zip(slide).all(|(a, b)| a == b)
                && other.path.last().is_some_and(|field| field == "title")
        };
        let title = wordings.iter().find(beside).map_or("", |other| other.raw.as_str());
        return Part::Alt { title };
    }
    if wording.is_in("screen") || wording.is_in("cards") || wording.is_in("injects") {
        return match path.last() {
            // Those are the teacher's.
            Some(&"answer") => Part::Text,
            _ => Part::Invented,
        };
    }
    match (path.last(), wording.is_in("script")) {
        (Some(&("say" | "q" | "follow_up")), true) => Part::Spoken,
        // An answer to a question that a pupil asked.
        (Some(&"answer"), true) => Part::Spoken,
        _ if wording.is_in("questions") && path.last() == Some(&"answer") => Part::Spoken,
        _ => Part::Text,
    }
}

/// Whom a field of the registry is for, where its path says so, as in
/// `wording`, `8-11`.
fn own_audience<'a>(wording: &Wording, registry: &'a Registry) -> Option<&'a Audience> {
    match wording.path.as_slice() {
        [list, at, ..] if list == "audiences" => {
            at.parse::<usize>().ok().and_then(|at| registry.audiences.get(at))
        }
        path => path.iter().find_map(|part| registry.audience(part)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::lesson::made_up::found_in;
    use crate::check::lesson::passages;
    use crate::check::prose::testing::library;

    #[test]
    fn fields_are_what_they_are() {
        let library = library();
        let lesson = &library.lessons["11-14/in-the-group-chat"];
        let wordings = &library.wordings[&lesson.id.span.file];
        let all = passages(wordings);
        let part_of = |words: &str| {
            let passage = all.iter().find(|passage| passage.words().starts_with(words)).unwrap();
            said(passage, wordings, &library.registry, None).part
        };
        assert_eq!(part_of("A team’s group chat."), Part::Alt { title: "Forty unread" });
        assert_eq!(part_of("It’s abuse."), Part::Invented);
        assert_eq!(part_of("Mina sent it"), Part::Invented);
        assert_eq!(part_of("Sends it to nobody else"), Part::Text);
        assert_eq!(part_of("Today is about group chats."), Part::Spoken);
        assert_eq!(part_of("So, what are group chats"), Part::Spoken);
        assert_eq!(part_of("I can’t decide that"), Part::Spoken);
        assert_eq!(part_of("Give them a minute"), Part::Text);
        assert_eq!(part_of("Dear parents"), Part::Text);
    }

    #[test]
    fn rules_about_words_point_into_the_file() {
        let from = "- do: Hand out fresh checks.";
        let to = "- do: See www.safe-kids.com, **or** [childline](https://childlin.org.uk/a). TBC.";
        let found = |rule| found_in("11-14", from, to, rule);
        let at: Vec<_> = found("unregistered-contact").into_iter().map(|found| found.0).collect();
        assert_eq!(at, ["www.safe-kids.com", "https://childlin.org.uk/a"]);
        assert_eq!(found("empty-placeholder")[0].0, "TBC");
        let short = found_in(
            "5-7",
            "text: The drum is lost.",
            "text: The drum **is** quite lost on this day with no help near.",
            "long-sentence",
        );
        assert_eq!(short.len(), 1);
        assert!(short[0].0.ends_with("no help near."), "{short:?}");
    }

    #[test]
    fn the_registry_says_whom_its_words_are_for() {
        let library = library();
        let registry = &library.registry;
        let file = registry.messages[0].id.span.file;
        let all = passages(&library.wordings[&file]);
        let passage = all.iter().find(|p| p.words() == "Do not show it to your friends.").unwrap();
        let of_message = said(passage, &[], registry, None);
        assert_eq!(of_message.audience.unwrap().id.value, "5-7");
        let file = registry.audiences[0].id.span.file;
        let all = passages(&library.wordings[&file]);
        let passage = all.iter().find(|p| p.words() == "Nobody we know.").unwrap();
        assert_eq!(said(passage, &[], registry, None).audience.unwrap().id.value, "8-11");
    }
}
