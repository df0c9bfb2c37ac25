//! Findings that somebody knows of and lives with for now, so that new ones
//! stand out: known by rule, file and the words of their line, not by number.
//!
//! Where the file comes from is no business of this module.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rule::Group;
use super::table;
use crate::diagnostics::{ByteRange, FileId, Finding, Findings, Level, Place, Sources, words_hash};

/// The version of the file, raised when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// Known findings, with how many there are of each.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Baseline(BTreeMap<Known, usize>);

/// What a finding is known by.
#[derive(Debug, Clone, Eq, PartialEq, Ord, PartialOrd)]
struct Known {
    file: String,
    rule: String,
    words: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    rule: String,
    /// See [`words_hash`].
    words: String,
    count: usize,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "version")]
    _version: u32,
    findings: Vec<Entry>,
}

/// What a baseline comes to.
#[derive(Debug)]
pub struct Told {
    /// The findings that it does not know.
    pub left: Findings,
    /// How many it knows.
    pub hidden: usize,
    /// What it knows and nobody found.
    stale: Vec<(Known, usize)>,
}

/// Whether a baseline may know a finding: neither a firm rule's, nor what keeps
/// a file from being read, nor a bug of ours.
pub fn can_be_known(finding: &Finding) -> bool {
    let bends = |rule: &super::Rule| {
        !rule.firm && (rule.group != Group::Form || finding.level != Level::Error)
    };
    !finding.bug && finding.place != Place::Nowhere && table::rule(finding.rule).is_some_and(bends)
}

impl Baseline {
    /// All of these findings that can be known. `name` is what a file is called
    /// wherever the program is called from.
    pub fn of(findings: &Findings, sources: &Sources, name: &dyn Fn(&str) -> String) -> Self {
        let mut known = BTreeMap::new();
        for finding in findings.iter().filter(|finding| can_be_known(finding)) {
            *known.entry(Known::of(finding, sources, name)).or_default() += 1;
        }
        Self(known)
    }

    /// From the text of a file.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in a lower-case phrase.
    pub fn read(text: &str) -> Result<Self, String> {
        let odd = |error: serde_json::Error| {
            let is = if error.is_data() { "JSON of another kind" } else { "no JSON" };
            format!("it is {is}: see line {}, column {}", error.line(), error.column())
        };
        let Version { version } = serde_json::from_str(text).map_err(odd)?;
        if version != VERSION {
            return Err(format!("it has version {version}, and this program reads {VERSION}"));
        }
        let Written { findings, .. } = serde_json::from_str(text).map_err(odd)?;
        let mut known: BTreeMap<Known, usize> = BTreeMap::new();
        for Entry { file, rule, words, count } in findings {
            // Twice after a merge is once all the same.
            let there = known.entry(Known { file, rule, words }).or_default();
            *there = count.max(*there);
        }
        Ok(Self(known))
    }

    /// As the text of a file: sorted, an entry a line, so that versions of it can
    /// be compared.
    pub fn text(&self) -> String {
        let line = |(known, count): (&Known, &usize)| {
            let Known { file, rule, words } = known.clone();
            // Strings and a number: there is nothing that JSON could refuse.
            serde_json::to_string(&Entry { file, rule, words, count: *count }).unwrap_or_default()
        };
        let lines: Vec<_> = self.0.iter().map(|entry| format!("\n    {}", line(entry))).collect();
        let end = if lines.is_empty() { "" } else { "\n  " };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{}{end}]\n}}\n", lines.join(","))
    }

    /// How many findings it knows.
    pub fn count(&self) -> usize {
        self.0.values().sum()
    }

    /// Takes the known ones out of what was found.
    pub fn tell(
        &self,
        findings: Findings,
        sources: &Sources,
        name: &dyn Fn(&str) -> String,
    ) -> Told {
        let mut open = self.0.clone();
        let mut left = Findings::new();
        let mut hidden = 0;
        for finding in findings {
            let known = can_be_known(&finding).then(|| Known::of(&finding, sources, name));
            match known.and_then(|known| open.get_mut(&known)).filter(|count| **count > 0) {
                Some(count) => {
                    *count -= 1;
                    hidden += 1;
                }
                None => left.push(finding),
            }
        }
        open.retain(|_, count| *count > 0);
        Told { left, hidden, stale: open.into_iter().collect() }
    }
}

impl Told {
    /// A note for each entry that knows more than was found, in the baseline's
    /// own text. To be asked only where all that it knows was looked for.
    pub fn stale(&self, file: FileId, sources: &Sources) -> Findings {
        let text = sources.text(file);
        let note = |(known, count): &(Known, usize)| {
            let Known { file: name, rule, .. } = known;
            let what = match count {
                1 => format!("1 known finding of `{rule}` in `{name}` is gone"),
                _ => format!("{count} known findings of `{rule}` in `{name}` are gone"),
            };
            Finding::note("stale-baseline", known.place(file, text), what)
                .why("the same mistake made anew would pass for a known one")
                .remedy("write the baseline anew with `--write-baseline`")
        };
        self.stale.iter().map(note).collect()
    }
}

impl Known {
    fn of(finding: &Finding, sources: &Sources, name: &dyn Fn(&str) -> String) -> Self {
        let file = match &finding.place {
            Place::Source { file, .. } => sources.name(*file),
            Place::File(file) | Place::Built { file, .. } => file,
            Place::Nowhere => "",
        };
        let words = words_hash(finding, sources);
        Self { file: name(file), rule: finding.rule.to_owned(), words }
    }

    /// The line that says it, or all of the text.
    fn place(&self, file: FileId, text: &str) -> Place {
        let parts = [&self.file, &self.rule, &self.words];
        let parts = parts.map(|part| serde_json::to_string(part).unwrap_or_default());
        let mut start = 0;
        let line = text.split_inclusive('\n').find_map(|line| {
            let at = start + line.len() - line.trim_start().len();
            start += line.len();
            let end = at + line.trim().len();
            parts.iter().all(|part| line.contains(part.as_str())).then_some((at, end))
        });
        let (start, end) = line.unwrap_or((0, text.len()));
        Place::Source { file, bytes: ByteRange::new(start as u32, end as u32) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title: long\nplan: long\nend: long\n";

    /// Findings of these rules, each at the first byte of a line.
    fn found(text: &str, rules: &[(&'static str, &str)]) -> (Findings, Sources) {
        let mut sources = Sources::default();
        let file = sources.add("lessons/a.yaml", text);
        let finding = |(rule, line): &(&'static str, &str)| {
            let at = text.find(line).unwrap() as u32;
            let place = Place::Source { file, bytes: ByteRange::new(at, at + 1) };
            Finding::warning(rule, place, "odd")
        };
        (rules.iter().map(finding).collect(), sources)
    }

    fn name(file: &str) -> String {
        file.trim_start_matches("lessons/").to_owned()
    }

    fn left(told: &Told) -> Vec<&'static str> {
        told.left.iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn what_is_known_stays_known_when_it_moves_and_no_more_than_once() {
        let (findings, sources) =
            found(TEXT, &[("long-slide", "plan"), ("long-slide", "plan"), ("one-off", "title")]);
        let baseline = Baseline::of(&findings, &sources, &name);
        assert_eq!(Baseline::read(&baseline.text()).unwrap(), baseline);
        assert_eq!(baseline.count(), 3);
        let moved = format!("# above\n\n{TEXT}");
        let (findings, sources) = found(
            &moved,
            &[
                ("long-slide", "plan"),
                ("long-slide", "plan"),
                ("long-slide", "plan"),
                ("long-slide", "end"),
                ("one-off", "title"),
            ],
        );
        let told = baseline.tell(findings, &sources, &name);
        assert_eq!((left(&told), told.hidden), (vec!["long-slide"; 2], 3));
        assert!(told.stale.is_empty());
    }

    #[test]
    fn firm_rules_and_unreadable_files_are_never_known() {
        let (mut findings, sources) = found(TEXT, &[("over-promise", "plan"), ("one-off", "end")]);
        findings.push(Finding::error("not-yaml", Place::File("b.yaml".into()), "odd"));
        findings.push(Finding::bug("broken-rule", Place::File("b.yaml".into()), "odd"));
        let baseline = Baseline::of(&findings, &sources, &name);
        assert_eq!(baseline.count(), 1);
        // Not even if somebody writes them in.
        let text = baseline.text().replace("one-off", "over-promise");
        let told = Baseline::read(&text).unwrap().tell(findings, &sources, &name);
        assert_eq!(told.hidden, 0);
    }

    #[test]
    fn what_is_mended_is_stale_at_its_line() {
        let (findings, sources) = found(TEXT, &[("long-slide", "plan"), ("one-off", "title")]);
        let baseline = Baseline::of(&findings, &sources, &name);
        let told = baseline.tell(Findings::new(), &sources, &name);
        let mut sources = Sources::default();
        let text = baseline.text();
        let file = sources.add("known.json", text.as_str());
        let stale: Vec<_> = told.stale(file, &sources).into_iter().collect();
        assert_eq!(stale.len(), 2);
        for (finding, rule) in stale.iter().zip(["long-slide", "one-off"]) {
            let Place::Source { bytes, .. } = finding.place else { panic!() };
            let line = &text[bytes.start as usize..bytes.end as usize];
            assert!(line.starts_with("{\"file\":\"a.yaml\"") && line.contains(rule), "{line}");
        }
    }

    #[test]
    fn what_is_no_baseline_is_refused_with_a_reason() {
        for (text, says) in [
            ("", "no JSON: see line 1, column 0"),
            ("{\n  version", "no JSON: see line 2, column 3"),
            ("[]", "another kind"),
            ("{\"version\": 2, \"entries\": []}", "version 2"),
            ("{\"version\": 1}", "another kind"),
            ("{\"version\": 1, \"findings\": [{\"file\": \"a\"}]}", "another kind: see line 1"),
        ] {
            let refused = Baseline::read(text).unwrap_err();
            assert!(refused.contains(says), "{text}: {refused}");
        }
        assert_eq!(Baseline::read(&Baseline::default().text()).unwrap().count(), 0);
    }
}
