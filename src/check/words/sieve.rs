//! Which patterns could be found in some words at all: nearly all of them could
//! not, for want of a word, and need not be tried.

use std::collections::BTreeMap;

use super::WordRule;
use super::pattern::{Part, needs};
use super::token::{Kind, Token, Word};
use super::vocabulary::WordId;

/// Words of which one must stand there.
type GroupId = u32;

/// The patterns of all rules, by the words that they need.
#[derive(Debug, Default)]
pub struct Sieve {
    patterns: Vec<Needing>,
    /// By word, the groups that it is in.
    groups: Vec<Vec<GroupId>>,
    /// By group, the patterns that begin with one of its words.
    begin: Vec<Vec<usize>>,
}

#[derive(Debug)]
struct Needing {
    at: At,
    needs: Vec<GroupId>,
    /// Whether it may be found over several sentences.
    across: bool,
}

/// Where a pattern stands: its rule, its entry there, its place there.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd)]
pub struct At {
    pub rule: usize,
    pub entry: usize,
    pub pattern: usize,
}

/// The groups of which some words have one.
#[derive(Debug)]
pub struct Present(Vec<bool>);

impl Sieve {
    /// For rules whose patterns seek so many words.
    ///
    /// # Errors
    ///
    /// A pattern that could begin anywhere.
    pub fn new(rules: &[WordRule], words: usize) -> Result<Self, String> {
        let mut sieve = Self { groups: vec![Vec::new(); words], ..Self::default() };
        let mut known: BTreeMap<Vec<WordId>, GroupId> = BTreeMap::new();
        for (rule, told) in rules.iter().enumerate() {
            for (entry, of) in told.entries.iter().enumerate() {
                for (pattern, parts) in of.find.iter().enumerate() {
                    let starts = parts.first().and_then(|first| first.starts.clone());
                    let starts = starts.ok_or_else(|| {
                        let name = told.told.name;
                        format!(
                            "rule `{name}`, entry {entry}, pattern {pattern}: it begins with no word"
                        )
                    })?;
                    let begin = sieve.group(starts, &mut known);
                    let needs = parts.iter().flat_map(|part: &Part| needs(&part.sequence));
                    let mut needs: Vec<_> =
                        needs.map(|words| sieve.group(words, &mut known)).collect();
                    needs.sort_unstable();
                    needs.dedup();
                    sieve.begin[begin as usize].push(sieve.patterns.len());
                    let at = At { rule, entry, pattern };
                    sieve.patterns.push(Needing { at, needs, across: of.across });
                }
            }
        }
        Ok(sieve)
    }

    fn group(&mut self, words: Vec<WordId>, known: &mut BTreeMap<Vec<WordId>, GroupId>) -> GroupId {
        if let Some(group) = known.get(&words) {
            return *group;
        }
        let group = self.begin.len() as GroupId;
        self.begin.push(Vec::new());
        words.iter().for_each(|word| self.groups[*word as usize].push(group));
        known.insert(words, group);
        group
    }

    /// The groups of which some tokens have one.
    pub fn present(&self, tokens: &[Token]) -> Present {
        let mut present = vec![false; self.begin.len()];
        for token in tokens {
            let Kind::Word(word) = &token.kind else { continue };
            self.groups_of(word).for_each(|group| present[group as usize] = true);
        }
        Present(present)
    }

    /// The patterns that can begin with a word and have all that they need in its
    /// sentence, or in its passage if they may be found over several.
    pub fn beginning<'a>(
        &'a self,
        word: &'a Word,
        sentence: &'a Present,
        passage: &'a Present,
    ) -> impl Iterator<Item = At> + 'a {
        let has_all = move |pattern: &&Needing| {
            let Present(present) = if pattern.across { passage } else { sentence };
            pattern.needs.iter().all(|group| present[*group as usize])
        };
        let patterns = self.groups_of(word).flat_map(|group| &self.begin[group as usize]);
        patterns.map(|pattern| &self.patterns[*pattern]).filter(has_all).map(|found| found.at)
    }

    fn groups_of(&self, word: &Word) -> impl Iterator<Item = GroupId> {
        word.ids().flat_map(|id| self.groups[id as usize].iter().copied())
    }
}
