//! Finds patterns among tokens.

use std::ops::Range;

use super::pattern::{Element, How, Part, Pattern, Sought};
use super::token::{Kind, Token, Word};

/// What is looked at: some tokens of a passage.
#[derive(Debug, Clone)]
pub struct Window<'a> {
    tokens: &'a [Token],
    range: Range<usize>,
    /// Whether patterns pass over marks that end clauses.
    across: bool,
}

/// The tokens of a pattern.
#[derive(Debug, Clone)]
pub struct Found {
    /// Of its first part.
    pub first: Range<usize>,
    /// From the first of any part to the last.
    pub all: Range<usize>,
}

impl<'a> Window<'a> {
    /// Some tokens of a passage. `across`: stops are no bounds.
    pub fn new(tokens: &'a [Token], range: Range<usize>, across: bool) -> Self {
        Self { tokens, range, across }
    }

    /// Whether any of some patterns stands in it.
    pub fn has(&self, patterns: &[Pattern]) -> bool {
        patterns.iter().any(|pattern| {
            let begins = |part: &Part, at: usize| match self.tokens.get(at).map(|at| &at.kind) {
                Some(Kind::Word(word)) if at < self.range.end => part.can_begin_with(word),
                _ => true,
            };
            let places = self.range.clone().chain([self.range.end]);
            pattern.iter().all(|part| {
                places.clone().any(|at| begins(part, at) && self.end(&part.sequence, at).is_some())
            })
        })
    }

    /// A pattern whose first part begins at a token; the others stand anywhere.
    pub fn find(&self, pattern: &Pattern, at: usize) -> Option<Found> {
        let (first, others) = pattern.split_first()?;
        let first = at..self.end(&first.sequence, at)?;
        let mut all = first.clone();
        for part in others {
            let other = self.range.clone().find_map(|at| match &self.tokens[at].kind {
                Kind::Word(word) if part.can_begin_with(word) => {
                    Some(at..self.end(&part.sequence, at)?)
                }
                _ if part.starts.is_none() => Some(at..self.end(&part.sequence, at)?),
                _ => None,
            })?;
            all = all.start.min(other.start)..all.end.max(other.end);
        }
        Some(Found { first, all })
    }

    /// Where a sequence ends that begins at a token.
    fn end(&self, sequence: &[Element], at: usize) -> Option<usize> {
        let mut found = None;
        self.follow(sequence, at, &mut |end| {
            found = Some(end);
            true
        });
        found
    }

    /// Tries a sequence from a token on; whether `then` agrees with an end.
    fn follow(&self, sequence: &[Element], at: usize, then: &mut dyn FnMut(usize) -> bool) -> bool {
        let Some((first, rest)) = sequence.split_first() else { return then(at) };
        match first {
            Element::Word(sought) => {
                self.word(at).is_some_and(|(word, next)| {
                    is(word, *sought) && self.follow(rest, next, then)
                })
            }
            Element::Listed(list) => {
                let next = self.word(at);
                next.is_some_and(|(word, next)| list.has(word) && self.follow(rest, next, then))
                    || list.longer_with(next.map(|(word, _)| word)).iter().any(|longer| {
                        next.is_none_or(|(word, _)| longer.can_begin_with(word))
                            && self.follow(&longer.sequence, at, &mut |end| {
                                self.follow(rest, end, then)
                            })
                    })
            }
            Element::Any(sequences) => sequences
                .iter()
                .any(|any| self.follow(any, at, &mut |end| self.follow(rest, end, then))),
            Element::Maybe(maybe) => {
                self.follow(maybe, at, &mut |end| self.follow(rest, end, then))
                    || self.follow(rest, at, then)
            }
            Element::Not(not) => {
                !self.follow(not, at, &mut |_| true) && self.follow(rest, at, then)
            }
            Element::Gap(most) => {
                let mut at = at;
                for _ in 0..*most {
                    if self.follow(rest, at, then) {
                        return true;
                    }
                    let Some((_, next)) = self.word(at) else { return false };
                    at = next;
                }
                self.follow(rest, at, then)
            }
            Element::One => {
                self.word(at).is_some_and(|(_, next)| self.follow(rest, next, then))
            }
            Element::Start => {
                self.tokens[self.range.start..at].iter().all(is_mark) && self.follow(rest, at, then)
            }
            Element::End => {
                self.tokens[at..self.range.end].iter().all(is_mark) && self.follow(rest, at, then)
            }
            Element::Mark(mark) => (at..self.range.end)
                .take_while(|at| is_mark(&self.tokens[*at]))
                .find(|at| {
                    matches!(&self.tokens[*at].kind, Kind::Soft(c) | Kind::Hard(c) if c == mark)
                })
                .is_some_and(|at| self.follow(rest, at + 1, then)),
        }
    }

    /// The word that comes next, and the token after it.
    fn word(&self, at: usize) -> Option<(&'a Word, usize)> {
        for next in at..self.range.end {
            match &self.tokens[next].kind {
                Kind::Word(word) => return Some((word, next + 1)),
                Kind::Soft(_) => {}
                Kind::Hard(_) if self.across => {}
                Kind::Hard(_) => return None,
            }
        }
        None
    }
}

fn is(word: &Word, sought: Sought) -> bool {
    let id = Some(sought.id);
    match sought.how {
        How::AnyForm => word.form == id || word.bases.contains(&sought.id),
        How::Exact => word.form == id,
        How::Typed => word.typed == id,
    }
}

fn is_mark(token: &Token) -> bool {
    !matches!(token.kind, Kind::Word(_))
}

#[cfg(test)]
mod tests {
    use super::super::pattern::{Reading, Written};
    use super::super::text::Text;
    use super::super::vocabulary::Vocabulary;
    use super::*;

    /// What a pattern finds first in a passage.
    fn found(pattern: &str, passage: &str) -> Option<String> {
        let lists =
            [("image", "photo, video, look for it"), ("all", "{image}, film"), ("ends", "{ends}")];
        let lists = Written::from(lists.map(|(name, list)| (name.to_owned(), list.to_owned())));
        let mut vocabulary = Vocabulary::default();
        let pattern = Reading::new(&mut vocabulary, &lists).pattern(pattern).unwrap();
        let text = Text::new(passage, &vocabulary);
        let window = Window::new(&text.tokens, 0..text.tokens.len(), false);
        let mut words = (0..text.tokens.len()).filter(|at| !is_mark(&text.tokens[*at]));
        let found = words.find_map(|at| window.find(&pattern, at))?;
        Some(text.plain.words[text.bytes(&found.all)].to_owned())
    }

    #[test]
    fn each_sign_finds_what_it_stands_for() {
        for (pattern, passage, expected) in [
            ("share it", "Then she shared “it”, twice", Some("shared \"it")),
            ("=shared", "They share", None),
            ("=shared", "They shared", Some("shared")),
            ("Signal", "give a signal", None),
            ("Signal", "use Signal now", Some("signal")),
            ("find/look_up it", "he looked up it", Some("looked up it")),
            ("{all} of", "two films of, videos of", Some("films of")),
            ("{all} now", "look for it now", Some("look for it now")),
            ("do [ever] so", "does so, did ever so", Some("does so")),
            ("do [ever] so", "did ever so", Some("did ever so")),
            ("age * old", "aged ten old", Some("aged ten old")),
            ("age #", "aged 10", Some("aged 10")),
            ("age #", "aged ten", None),
            ("send .. police", "send it to all the police", Some("send it to all the police")),
            ("send .. police", "send it to all of the nice police", None),
            ("send ... police", "send it. The police", None),
            ("do !not share", "do not share, do share", Some("do share")),
            ("^ share", "Never share", None),
            ("^ share", "“Share it", Some("share")),
            ("share $", "share it", None),
            ("share $", "it’s shared.", Some("shared")),
            ("who .. ?", "Who did it?", Some("who did it?")),
            ("who .. ?", "Who did it.", None),
            ("delete & threaten", "If threatened, delete it", Some("threatened, delete")),
            ("delete & threaten", "delete it", None),
            ("delete & ?", "Delete it?", Some("delete it?")),
            ("# %", "100% of you", Some("100%")),
            ("do not", "don't", Some("don't")),
            ("mum 's", "mum’s", Some("mum's")),
            ("sixth form", "the sixth-formers, sixth-form", Some("sixth-form")),
        ] {
            assert_eq!(found(pattern, passage).as_deref(), expected, "{pattern} in {passage}");
        }
    }

    #[test]
    fn patterns_that_mean_nothing_are_refused() {
        let lists = Written::from([("ends".to_owned(), "{ends}".to_owned())]);
        for (pattern, why) in [
            ("", "it is empty"),
            ("a & ", "it is empty"),
            ("[a", "is not closed"),
            ("{none}", "there is no list `none`"),
            ("{ends}", "a list stands in itself"),
            ("a (b)", "is no word"),
            ("a|b", "is no word"),
        ] {
            let error = Reading::new(&mut Vocabulary::default(), &lists).pattern(pattern);
            assert!(error.as_ref().is_err_and(|error| error.contains(why)), "{pattern}: {error:?}");
        }
    }
}
