//! Files to library: every file is read, held against its schema and typed;
//! then all that they say of each other is checked. Nothing stops at the first
//! mistake, and one bad lesson never stops another.
//!
//! Where the files come from is no business of this module: see [`crate::fs`].

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::registry::{
    Audiences, Frameworks, Incident, Laws, Messages, Nations, Outline, Services, Staff, Terms,
};
use super::shape::{self, Schema, SlotUse};
use super::suggest::{as_slug, instead};
use super::typed::typed;
use super::{
    Lesson, Library, Registry, Wording, consistency, contract, floor, references, setting, tree,
};
use crate::brand::Brand;
use crate::diagnostics::{FileId, Finding, Findings, Place, Sources};
use crate::fs::embedded;

/// The folder of the files that all lessons share.
const SHARED: &str = "shared";
/// The kinds of shared file.
const KINDS: [&str; 10] = [
    "audiences",
    "frameworks",
    "incident",
    "law",
    "messages",
    "nations",
    "outline",
    "services",
    "staff",
    "terms",
];

/// The files of a folder of lessons, as text.
#[derive(Debug, Clone, Default)]
pub struct LessonFiles {
    /// What findings call the folder, e.g. `lessons`.
    pub name: String,
    /// Text by path in the folder, with `/`, e.g. `11-14/in-the-group-chat.yaml`.
    pub files: BTreeMap<String, String>,
}

impl LessonFiles {
    /// The lessons and the registry that the program carries.
    ///
    /// # Errors
    ///
    /// A finding for each file that is not UTF-8: a bug of ours.
    pub fn embedded() -> Result<Self, Findings> {
        let name = "built-in lessons".to_owned();
        let mut files = BTreeMap::new();
        let mut findings = Findings::new();
        for (path, bytes) in embedded::lessons() {
            if !path.ends_with(".yaml") {
                continue;
            }
            match String::from_utf8(bytes.into_owned()) {
                Ok(text) => {
                    files.insert(path, text);
                }
                Err(error) => findings.push(
                    Finding::bug(
                        "not-utf-8",
                        Place::File(format!("{name}/{path}")),
                        error.to_string(),
                    )
                    .why("no word of it can be trusted"),
                ),
            }
        }
        findings.ok_or(Self { name, files })
    }
}

/// What loading gave.
#[derive(Debug)]
pub struct Loaded {
    /// The registry and every lesson that could be read; none if the registry
    /// could not. Whoever builds from it refuses while `findings` has errors.
    pub library: Option<Library>,
    /// Every file that was read, to show findings with their lines.
    pub sources: Sources,
    /// All that is wrong in all files, by place.
    pub findings: Findings,
}

/// Loads a folder of lessons. What it lacks of the shared files comes from the
/// program; where it has its own, they may add to the program's core messages
/// and take nothing away.
pub fn load(files: &LessonFiles, brand: &Brand) -> Loaded {
    match LessonFiles::embedded() {
        Ok(built_in) => load_over(files, &built_in, brand),
        Err(findings) => Loaded { library: None, sources: Sources::default(), findings },
    }
}

/// As [`load`], over a registry other than the program's.
pub(super) fn load_over(files: &LessonFiles, built_in: &LessonFiles, brand: &Brand) -> Loaded {
    let mut reading = Reading::default();
    let registry = reading.registry(files, built_in);
    // A mistake in what all lessons share leaves nothing to build from, and
    // something that could not be guessed leaves nothing to compare with.
    let whole = reading.broken.is_empty();
    let comparable = reading.filled.is_empty();
    let lessons = reading.lessons(files, registry.as_ref());
    let sources = reading.sources.clone();
    let wordings = std::mem::take(&mut reading.wordings);
    let mut library = registry.map(|registry| Library { sources, lessons, registry, wordings });
    if let Some(library) = library.as_mut().filter(|_| comparable) {
        reading.check(library, files, built_in, brand);
        let broken = &reading.broken;
        library.lessons.retain(|_, lesson| !broken.contains(&lesson.id.span.file));
    }
    let mut findings = reading.findings.into_iter().filter(is_in_a_file).collect::<Findings>();
    findings.sort();
    Loaded { library: library.filter(|_| whole), sources: reading.sources, findings }
}

/// What a finding says of a filler is a consequence of another finding.
fn is_in_a_file(finding: &Finding) -> bool {
    !matches!(finding.place, Place::Source { bytes, .. } if bytes == shape::FILLER)
}

/// Reads one file of a kind, without what it says of others.
pub(super) fn read_alone<T: DeserializeOwned + JsonSchema>(text: &str) -> Option<T> {
    let mut reading = Reading::default();
    let file = reading.sources.add("", text);
    reading.file(file, text)
}

/// Slots by the file they stand in.
pub(super) type Slots = BTreeMap<FileId, Vec<SlotUse>>;

#[derive(Default)]
struct Reading {
    sources: Sources,
    findings: Findings,
    slots: Slots,
    wordings: BTreeMap<FileId, Vec<Wording>>,
    /// Files with mistakes: nothing is built from them.
    broken: BTreeSet<FileId>,
    /// Files in which something stands for what nobody could guess.
    filled: BTreeSet<FileId>,
}

impl Reading {
    /// What the files say of each other.
    fn check(
        &mut self,
        library: &Library,
        files: &LessonFiles,
        built_in: &LessonFiles,
        brand: &Brand,
    ) {
        let findings = &mut self.findings;
        let (dropped, less) = floor::check(&library.registry, files, built_in);
        findings.extend(references::check(library, &self.slots, brand, &dropped));
        for lesson in library.lessons.values() {
            let file = lesson.id.span.file;
            if self.filled.contains(&file) {
                continue;
            }
            let slots = self.slots.get(&file).map_or(&[][..], Vec::as_slice);
            findings.extend(consistency::check(lesson, &library.registry));
            findings.extend(setting::check(lesson, &library.registry));
            findings.extend(contract::check(lesson, &library.registry, slots));
        }
        findings.extend(less);
    }

    fn registry(&mut self, files: &LessonFiles, built_in: &LessonFiles) -> Option<Registry> {
        let audiences = self.shared::<Audiences>("audiences", files, built_in);
        let frameworks = self.shared::<Frameworks>("frameworks", files, built_in);
        let incident = self.shared::<Incident>("incident", files, built_in);
        let laws = self.shared::<Laws>("law", files, built_in);
        let messages = self.shared::<Messages>("messages", files, built_in);
        let nations = self.shared::<Nations>("nations", files, built_in);
        let outline = self.shared::<Outline>("outline", files, built_in);
        let services = self.shared::<Services>("services", files, built_in);
        let staff = self.shared::<Staff>("staff", files, built_in);
        let terms = self.shared::<Terms>("terms", files, built_in);
        let Terms { terms, heard_from } = terms?;
        let mut registry = Registry {
            audiences: audiences?.audiences,
            messages: messages?.messages,
            services: services?.services,
            laws: laws?.laws,
            nations: nations?.nations,
            frameworks: frameworks?.frameworks,
            terms,
            heard_from,
            staff: staff?,
            incident: incident?,
            outline: outline?.sessions,
        };
        registry.messages.sort_by_key(|entry| entry.number.value);
        registry.services.sort_by(|a, b| a.id.value.cmp(&b.id.value));
        registry.laws.sort_by(|a, b| a.id.value.cmp(&b.id.value));
        registry.frameworks.sort_by(|a, b| a.id.value.cmp(&b.id.value));
        registry.terms.sort_by(|a, b| a.id.value.cmp(&b.id.value));
        Some(registry)
    }

    fn shared<T: DeserializeOwned + JsonSchema>(
        &mut self,
        kind: &str,
        files: &LessonFiles,
        built_in: &LessonFiles,
    ) -> Option<T> {
        let path = format!("{SHARED}/{kind}.yaml");
        let found = [files, built_in]
            .into_iter()
            .find_map(|folder| Some((folder, folder.files.get(&path)?)));
        let Some((folder, text)) = found else {
            let place = Place::File(format!("{}/{path}", files.name));
            self.findings.push(
                Finding::bug("missing-file", place, "the file is not there")
                    .why("every lesson draws on it, and lessonpack carries one"),
            );
            return None;
        };
        let file = self.sources.add(format!("{}/{path}", folder.name), text.as_str());
        self.file(file, text)
    }

    fn lessons(
        &mut self,
        files: &LessonFiles,
        registry: Option<&Registry>,
    ) -> BTreeMap<String, Lesson> {
        let mut lessons = BTreeMap::new();
        for (path, text) in &files.files {
            let Some(id) = self.id_of(files, path) else {
                continue;
            };
            let file = self.sources.add(format!("{}/{path}", files.name), text.as_str());
            if let Some(lesson) = self.file::<Lesson>(file, text) {
                self.identity(&lesson, id, registry);
                lessons.insert(id.to_owned(), lesson);
            }
        }
        lessons
    }

    /// The id that a path gives its lesson; none for the shared files, and for
    /// files that are neither.
    fn id_of<'a>(&mut self, files: &LessonFiles, path: &'a str) -> Option<&'a str> {
        let (folder, name) = path.split_once('/').unwrap_or(("", path));
        let stem = name.strip_suffix(".yaml");
        let (what, why, remedy) = if folder == SHARED {
            if stem.is_some_and(|kind| KINDS.contains(&kind)) {
                return None;
            }
            let known = KINDS.map(|kind| format!("{kind}.yaml"));
            (
                "no shared file is called so",
                "a shared file that is passed over would change nothing, unnoticed",
                instead(name, known.iter().map(String::as_str)),
            )
        } else {
            if let Some(slug) = stem
                && is_id(folder)
                && is_id(slug)
            {
                return path.strip_suffix(".yaml");
            }
            let why = "a lesson that is passed over is a lesson that nobody gets, unnoticed";
            let (what, remedy) = misplaced(folder, name);
            (what, why, remedy)
        };
        let place = Place::File(format!("{}/{path}", files.name));
        self.findings.push(Finding::error("stray-file", place, what).why(why).remedy(remedy));
        None
    }

    /// A lesson is where it says it is.
    fn identity(&mut self, lesson: &Lesson, id: &str, registry: Option<&Registry>) {
        let (folder, slug) = id.split_once('/').unwrap_or((id, ""));
        let audience = &lesson.audience;
        let is_audience = |id: &str| registry.is_none_or(|all| all.audience(id).is_some());
        if !is_audience(folder) && is_audience(&audience.value) {
            let what = format!("the file stands in `{folder}`, which is no audience's folder");
            self.findings.push(
                Finding::error("wrong-audience", audience.span.place(), what)
                    .why("what a child may hear depends on the audience")
                    .remedy(format!("move the file to `{}/{slug}.yaml`", audience.value)),
            );
            return;
        }
        if lesson.id.value != id {
            let what = format!("the id is `{}`, and the file is `{id}.yaml`", lesson.id.value);
            self.findings.push(
                Finding::error("wrong-id", lesson.id.span.place(), what)
                    .why("other lessons and the command line find a lesson by its id")
                    .remedy(format!("write `id: {id}`, or move the file")),
            );
        }
        // One that is none is reported where names are looked up.
        if audience.value != folder && is_audience(&audience.value) {
            let what =
                format!("the audience is `{}`, and the folder is `{folder}`", audience.value);
            self.findings.push(
                Finding::error("wrong-audience", audience.span.place(), what)
                    .why("what a child may hear depends on the audience")
                    .remedy(format!("write `audience: {folder}`, or move the file")),
            );
        }
    }

    /// Reads a file as far as it can be read: with mistakes, it is what was most
    /// likely meant.
    fn file<T: DeserializeOwned + JsonSchema>(&mut self, file: FileId, text: &str) -> Option<T> {
        let (node, mut findings) = tree::read(file, text);
        let mut value = None;
        if let Some(mut node) = node {
            let checked = shape::check(file, text, &mut node, &Schema::of::<T>());
            findings.extend(checked.findings);
            self.slots.insert(file, checked.slots);
            self.wordings.insert(file, checked.wordings);
            if checked.filled {
                self.filled.insert(file);
            }
            match typed(file, &node) {
                Ok(read) => value = Some(read),
                // What the schema found says it better.
                Err(_) if findings.has_errors() => {}
                Err(finding) => findings.push(*finding),
            }
        }
        if findings.has_errors() {
            self.broken.insert(file);
        }
        self.findings.extend(findings);
        value
    }
}

/// What is wrong with a lesson's path, and the path that it should have.
fn misplaced(folder: &str, name: &str) -> (&'static str, String) {
    let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".yaml");
    let slug = as_slug(stem);
    if folder.is_empty() {
        return (
            "a lesson stands in the folder of its audience, and this file does not",
            format!(
                "move it to `11-14/{slug}.yaml` or the like; if this is the audience's folder, \
                 name the one above it with `--lessons`"
            ),
        );
    }
    if name.contains('/') {
        return (
            "a lesson stands in the folder of its audience, not in one below it",
            format!("move it to `{folder}/{slug}.yaml`"),
        );
    }
    (
        "the name of a lesson is small letters, digits and hyphens",
        format!("name it `{}/{slug}.yaml`", as_slug(folder)),
    )
}

/// Small letters, digits and hyphens.
pub(super) fn is_id(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{LESSON, changed, files, found, load, one, registry};
    use super::*;

    #[test]
    fn the_programs_own_lessons_are_right_and_so_is_a_start_for_each_audience() {
        let brand = Brand::embedded().unwrap();
        let mut files = LessonFiles::embedded().unwrap();
        let library = super::load(&files, &brand).library.unwrap();
        for audience in &library.registry.audiences {
            let id = &audience.id.value;
            let lesson = super::super::starter(&library.registry, id, "a-start").unwrap();
            files.files.insert(format!("{id}/a-start.yaml"), lesson);
        }
        let loaded = super::load(&files, &brand);
        let shown = crate::diagnostics::render_human(&loaded.findings, &loaded.sources, false);
        assert!(loaded.findings.is_empty(), "{shown}");
        let lessons = loaded.library.map_or(0, |library| library.lessons.len());
        assert_eq!(lessons, library.lessons.len() + library.registry.audiences.len());
    }

    #[test]
    fn a_folder_without_shared_files_takes_the_programs() {
        let mut files = files();
        files.files.retain(|path, _| path == LESSON);
        let loaded = load(&files);
        assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
        let library = loaded.library.unwrap();
        assert_eq!(library.lessons.keys().collect::<Vec<_>>(), ["11-14/made-up"]);
        assert_eq!(library.registry.messages[1].id.value, "may-be-a-crime");
    }

    #[test]
    fn places_are_lines_and_columns_of_the_file() {
        let loaded = load(&changed(LESSON, "subtitle: Make", "subtitle: {{ x }} #"));
        let finding = loaded.findings.iter().next().unwrap();
        let Place::Source { file, bytes } = finding.place else {
            panic!("{finding:?}");
        };
        assert_eq!(loaded.sources.name(file), "lessons/11-14/made-up.yaml");
        let text = loaded.sources.text(file);
        let line = text.lines().position(|line| line.starts_with("subtitle"));
        let at = loaded.sources.line_column(file, bytes.start);
        assert_eq!((at.line, at.column), (line.unwrap() + 1, 11));
    }

    #[test]
    fn a_lesson_is_where_it_says_it_is() {
        one(
            "id: 11-14/made-up",
            "id: 11-14/other",
            "wrong-id",
            "11-14/other",
            "write `id: 11-14/made-up`",
        );
        let mut files = files();
        let lesson = files.files[LESSON].clone();
        files.files.insert("5-7/made-up.yaml".into(), lesson);
        let rules: Vec<_> = found(&files).into_iter().map(|found| found.0).collect();
        assert_eq!(rules, ["wrong-id", "wrong-audience"]);
        let mut files = registry();
        files.files.insert(
            "year-8/made-up.yaml".into(),
            changed(LESSON, "id: 11", "id: 11").files[LESSON].clone(),
        );
        let found = found(&files);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].2.contains("move the file to `11-14/made-up.yaml`"), "{found:#?}");
    }

    #[test]
    fn files_that_are_neither_lesson_nor_shared_are_named() {
        let mut files = registry();
        for path in ["shared/massages.yaml", "a.yaml", "11-14/A b.yaml", "11-14/x/y.yaml"] {
            files.files.insert(path.into(), "a: 1".into());
        }
        let found = found(&files);
        let rules: Vec<_> = found.iter().map(|found| (found.0, found.1.as_str())).collect();
        assert_eq!(
            rules,
            [
                ("stray-file", "lessons/11-14/A b.yaml"),
                ("stray-file", "lessons/11-14/x/y.yaml"),
                ("stray-file", "lessons/a.yaml"),
                ("stray-file", "lessons/shared/massages.yaml"),
            ]
        );
        assert!(found[0].2.contains("name it `11-14/a-b.yaml`"));
        assert!(found[3].2.contains("did you mean `messages.yaml`?"));
    }

    #[test]
    fn no_file_makes_it_panic() {
        let files = files();
        let lesson = &files.files[LESSON];
        let mut broken = files.clone();
        let cuts = lesson.char_indices().step_by(149).map(|(at, _)| at);
        for (number, at) in cuts.enumerate() {
            const HOSTILE: [&str; 12] =
                ["", "\"", "'", "\\", "{{", "[", ": ", "\n", "\r", "\u{202e}", "- ", "|\n"];
            let hostile = HOSTILE[number % HOSTILE.len()];
            let (before, after) = lesson.split_at(at);
            let text = if number % 2 == 0 {
                format!("{before}{hostile}{after}")
            } else {
                format!("{before}{hostile}é")
            };
            broken.files.insert(format!("11-14/broken-{number}.yaml"), text);
        }
        let lessons = broken.files.len() - files.files.len();
        let loaded = load(&broken);
        assert!(loaded.findings.iter().count() >= lessons);
        let shown = crate::diagnostics::render_human(&loaded.findings, &loaded.sources, false);
        assert!(shown.contains("broken-0.yaml"));
    }

    #[test]
    fn one_bad_lesson_stops_no_other_and_a_bad_registry_stops_all() {
        let mut files = files();
        files.files.insert("11-14/bad.yaml".into(), "[".repeat(20_000));
        files.files.insert("11-14/large.yaml".into(), "a".repeat(3 << 20));
        let loaded = load(&files);
        assert_eq!(loaded.findings.iter().count(), 2);
        assert_eq!(loaded.library.unwrap().lessons.len(), 2);
        files.files.insert("shared/terms.yaml".into(), "terms: 1\n".into());
        let loaded = load(&files);
        assert_eq!(loaded.findings.iter().count(), 3);
        assert!(loaded.library.is_none());
    }
}
