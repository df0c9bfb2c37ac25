//! Files to library: every file is read, held against its schema and typed;
//! then all that they say of each other is checked. Nothing stops at the first
//! mistake, and one bad lesson never stops another.
//!
//! Where the files come from is no business of this module: see [`crate::fs`].

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::registry::{
    Audiences, Frameworks, Laws, Messages, Nations, Outline, Services, Staff, Terms,
};
use super::shape::{self, Schema, SlotUse};
use super::suggest::instead;
use super::{Lesson, Library, Registry, consistency, contract, floor, references, tree};
use crate::brand::Brand;
use crate::diagnostics::{FileId, Finding, Findings, Place, Sources};
use crate::fs::embedded;
use crate::text::while_reading;

/// The folder of the files that all lessons share.
const SHARED: &str = "shared";
/// The kinds of shared file.
const KINDS: [&str; 9] = [
    "audiences",
    "frameworks",
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
                    Finding::error(
                        "not-utf-8",
                        Place::File(format!("{name}/{path}")),
                        error.to_string(),
                    )
                    .why("no word of it can be trusted")
                    .remedy("this is a bug in lessonpack: please report it"),
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
        Err(findings) => Loaded {
            library: None,
            sources: Sources::default(),
            findings,
        },
    }
}

/// As [`load`], over a registry other than the program's.
pub(super) fn load_over(files: &LessonFiles, built_in: &LessonFiles, brand: &Brand) -> Loaded {
    let mut reading = Reading::default();
    let registry = reading.registry(files, built_in);
    let lessons = reading.lessons(files);
    let Reading {
        sources,
        mut findings,
        slots,
        ..
    } = reading;
    let library = registry.map(|registry| Library {
        sources: sources.clone(),
        lessons,
        registry,
    });
    if let Some(library) = &library {
        findings.extend(references::check(library, &slots, brand));
        for lesson in library.lessons.values() {
            findings.extend(consistency::check(lesson, &library.registry));
            let slots = slots
                .get(&lesson.id.span.file)
                .map_or(&[][..], Vec::as_slice);
            findings.extend(contract::check(lesson, &library.registry, slots));
        }
        findings.extend(floor::check(&library.registry, files, built_in));
    }
    findings.sort();
    Loaded {
        library,
        sources,
        findings,
    }
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
}

impl Reading {
    fn registry(&mut self, files: &LessonFiles, built_in: &LessonFiles) -> Option<Registry> {
        let audiences = self.shared::<Audiences>("audiences", files, built_in);
        let frameworks = self.shared::<Frameworks>("frameworks", files, built_in);
        let laws = self.shared::<Laws>("law", files, built_in);
        let messages = self.shared::<Messages>("messages", files, built_in);
        let nations = self.shared::<Nations>("nations", files, built_in);
        let outline = self.shared::<Outline>("outline", files, built_in);
        let services = self.shared::<Services>("services", files, built_in);
        let staff = self.shared::<Staff>("staff", files, built_in);
        let terms = self.shared::<Terms>("terms", files, built_in);
        let mut registry = Registry {
            audiences: audiences?.audiences,
            messages: messages?.messages,
            services: services?.services,
            laws: laws?.laws,
            nations: nations?.nations,
            frameworks: frameworks?.frameworks,
            terms: terms?.terms,
            staff: staff?,
            outline: outline?.sessions,
        };
        registry.messages.sort_by_key(|entry| entry.number.value);
        registry
            .services
            .sort_by(|a, b| a.id.value.cmp(&b.id.value));
        registry.laws.sort_by(|a, b| a.id.value.cmp(&b.id.value));
        registry
            .frameworks
            .sort_by(|a, b| a.id.value.cmp(&b.id.value));
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
                Finding::error("missing-file", place, "the file is not there")
                    .why("every lesson draws on it")
                    .remedy("write it, or start from the program's own with `lessonpack new`"),
            );
            return None;
        };
        let file = self
            .sources
            .add(format!("{}/{path}", folder.name), text.as_str());
        self.file(file, text)
    }

    fn lessons(&mut self, files: &LessonFiles) -> BTreeMap<String, Lesson> {
        let mut lessons = BTreeMap::new();
        for (path, text) in &files.files {
            let Some(id) = self.id_of(files, path) else {
                continue;
            };
            let file = self
                .sources
                .add(format!("{}/{path}", files.name), text.as_str());
            if let Some(lesson) = self.file::<Lesson>(file, text) {
                self.identity(&lesson, id);
                lessons.insert(id.to_owned(), lesson);
            }
        }
        lessons
    }

    /// The id that a path gives its lesson; none for the shared files, and for
    /// files that are neither.
    fn id_of<'a>(&mut self, files: &LessonFiles, path: &'a str) -> Option<&'a str> {
        let (folder, name) = path.split_once('/').unwrap_or(("", path));
        let id = path.strip_suffix(".yaml");
        let remedy = if folder == SHARED {
            match name.strip_suffix(".yaml") {
                Some(kind) if KINDS.contains(&kind) => return None,
                kind => instead(kind.unwrap_or(name), KINDS),
            }
        } else {
            match (id, name.strip_suffix(".yaml")) {
                (Some(id), Some(slug)) if is_id(folder) && is_id(slug) => return Some(id),
                _ => "name it `AUDIENCE/SLUG.yaml`: small letters, digits and hyphens".to_owned(),
            }
        };
        self.findings.push(
            Finding::error(
                "stray-file",
                Place::File(format!("{}/{path}", files.name)),
                "this is neither a lesson nor a shared file",
            )
            .why("a file that is passed over in silence is a lesson that nobody gets")
            .remedy(remedy),
        );
        None
    }

    /// A lesson is where it says it is.
    fn identity(&mut self, lesson: &Lesson, id: &str) {
        if lesson.id.value != id {
            self.findings.push(
                Finding::error(
                    "wrong-id",
                    lesson.id.span.place(),
                    format!("the id is `{}`, the file is `{id}.yaml`", lesson.id.value),
                )
                .why("other lessons and the command line find it by its id")
                .remedy(format!("write `id: {id}`, or move the file")),
            );
        }
        let folder = id.split('/').next().unwrap_or(id);
        if lesson.audience.value != folder {
            self.findings.push(
                Finding::error(
                    "wrong-audience",
                    lesson.audience.span.place(),
                    format!(
                        "the audience is `{}`, the folder is `{folder}`",
                        lesson.audience.value
                    ),
                )
                .why("what a child may hear depends on it")
                .remedy(format!("write `audience: {folder}`, or move the file")),
            );
        }
    }

    fn file<T: DeserializeOwned + JsonSchema>(&mut self, file: FileId, text: &str) -> Option<T> {
        let (node, mut findings) = tree::read(file, text);
        if let Some(node) = node {
            let checked = shape::check(file, text, &node, &Schema::of::<T>());
            findings.extend(checked.findings);
            self.slots.insert(file, checked.slots);
        }
        let mut value = None;
        if !findings.has_errors() {
            match while_reading(file, || tree::typed(file, text)) {
                Ok(read) => value = Some(read),
                Err(finding) => findings.push(finding),
            }
        }
        self.findings.extend(findings);
        value
    }
}

/// Small letters, digits and hyphens.
pub(super) fn is_id(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
