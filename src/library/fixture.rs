//! A small registry, and a lesson that is right until a test changes it.

use super::load::load_over;
use super::{LessonFiles, Loaded, starter};
use crate::brand::Brand;
use crate::diagnostics::{Finding, Place};

/// The path of the lesson.
pub(crate) const LESSON: &str = "11-14/made-up.yaml";
/// The path of the workshop.
pub(crate) const WORKSHOP: &str = "staff/made-up.yaml";

const SHARED: [(&str, &str); 10] = [
    (
        "audiences",
        "audiences:
  - id: 5-7
    name: Ages 5–7
    who: The youngest
    setting: class
    called: &PUPILS
    minutes: 25
    slide_words: 15
    it: “It” is a picture that worries you.
    rules: &RULES
    learners_line: You can pass.
    danger: Ring 999.
    reassurance: You are not in trouble.
  - id: 11-14
    name: Ages 11–14
    who: The older ones
    setting: class
    called: &PUPILS
    minutes: 50
    it: “It” is any such image. Images include video.
    rules: &RULES
    learners_line: You can pass.
    danger: Ring 999.
    reassurance: You are not in trouble.
  - id: staff
    name: Staff
    who: Grown-ups
    setting: workshop
    called:
      learner: delegate
      learners: delegates
      leader: trainer
      place: Where you work
      or_else: Or the deputy
      services: staff
    minutes: 90
    it: “It” is any such image. Images include video.
    rules: &RULES
    learners_line: You can pass.
    danger: Ring 999.
    reassurance: Asking is good practice.
",
    ),
    (
        "frameworks",
        "frameworks:
  - id: made-up-2025
    name: A framework
    nations: [england]
    source: nowhere
    unverified: made up
    statements: { A.1: Knows who helps }
",
    ),
    (
        "incident",
        "title: A video is going round
subtitle: What to do today
nobody: [Never look at it.]
stages:
  - { id: steady, amount: 10, unit: min, title: Steady, steps: [Stay calm., Tell the lead.] }
class: Tell somebody.
class_for: { 5-7: Get a grown-up. }
parents: Ask us.
call:
  - { service: childline, when: Any time }
care: Ask for a break.
",
    ),
    (
        "law",
        "laws:
  - id: sharing
    wording: { england: It can be a crime. }
    acts: { england: An Act }
    source: nowhere
    unverified: made up
",
    ),
    (
        "messages",
        "messages:
  - id: never-share
    number: 1
    source: nowhere
    stands: [help-slides, help-sheet]
    wording:
      5-7: Do not show it.
      11-14: Never share it.
      staff: Never look at it.
  - id: asking-is-safe
    number: 6
    source: nowhere
    stands: [help-slides, help-sheet]
    wording:
      5-7: You are not in trouble if you tell.
      11-14: You will not be in trouble for asking for help.
      staff: Nobody is in trouble for asking.
  - id: may-be-a-crime
    number: 4
    source: nowhere
    with: [genuine-mistake]
    wording:
      11-14: It can be a crime.
  - id: genuine-mistake
    number: 5
    source: nowhere
    wording:
      11-14: An honest mistake is not the end.
",
    ),
    (
        "nations",
        "nations:
  - id: england
    name: England
    words: { dsl: DSL, guidance: the guidance }
  - id: wales
    name: Wales
    words: { dsl: DSP }
",
    ),
    (
        "outline",
        "sessions:
  - id: 11-14/made-up
    title: Made up
    messages: [asking-is-safe]
    hook: A good thing.
    scene: A scene.
    task: A task.
    watch: A risk.
",
    ),
    (
        "services",
        "services:
  - id: childline
    name: Childline
    for_learners: Talk about anything.
    for_home: Free for anyone under 19.
    nations: [england, wales]
    contact: { phone: 0800 1111 }
    source: nowhere
    unverified: made up
  - id: meic
    name: Meic
    for_learners: Talk in Welsh or English.
    nations: [wales]
    contact: { phone: 080880 23456 }
    source: nowhere
    unverified: made up
  - id: staff-line
    name: Staff line
    for_staff: For staff.
    nations: [england, wales]
    contact: { phone: 0300 000 }
    source: nowhere
    verified_on: 2026-09-01
",
    ),
    (
        "staff",
        "handling:
  - { happened: It came., pupils: Tell., adults: Do not look. }
why_advice_differs: Both are right.
do_not_view: Never look at it.
class: &ROUTINE
workshop: &ROUTINE
hard_questions:
  - { id: why, asked: Why?, answer: Because. }
",
    ),
    (
        "terms",
        "terms:
  - id: imagery
    word: imagery
    wording: { 5-7: a picture }
    why: It is what it is.
    source: nowhere
",
    ),
];

/// Ground rules, written in full since YAML's own way of repeating is refused.
const RULES: &str = "
      - { head: Pass, text: You can., picture: skip }
      - { head: Ask, text: Story people., picture: adult }
      - { head: No names, text: Please., picture: no-names }";

const CALLED: &str = "
      learner: pupil
      learners: pupils
      leader: teacher
      place: In our school
      or_else: Or any adult you trust
      services: learners";

const ROUTINE: &str = "
  disclosure: Thank you for telling me. I can’t keep it secret.
  disclosure_next: \"Listen. Write down their words. See the {{ nation.dsl }} now.\"
  before: [\"Tell the {{ nation.dsl }} the topic.\"]
  after: [Read every slip before you leave., \"See the {{ nation.dsl }} today.\"]
  not_when: [It is the last slot of the day.]";

/// The registry alone.
pub(crate) fn registry() -> LessonFiles {
    let shared = SHARED.iter().map(|(kind, text)| {
        let text = text.replace(" &RULES", RULES).replace(" &PUPILS", CALLED);
        let text = text.replace(" &ROUTINE", ROUTINE);
        (format!("shared/{kind}.yaml"), text)
    });
    LessonFiles { name: "lessons".into(), files: shared.collect() }
}

/// The registry, the lesson and the workshop.
pub(crate) fn files() -> LessonFiles {
    let mut files = registry();
    let library = load(&files).library.unwrap();
    for path in [LESSON, WORKSHOP] {
        let (audience, _) = path.split_once('/').unwrap_or_default();
        let lesson = starter(&library.registry, audience, "made-up").unwrap();
        files.files.insert(path.into(), lesson);
    }
    files
}

/// Loads files over the fixture's own registry.
pub(crate) fn load(files: &LessonFiles) -> Loaded {
    load_over(files, &registry(), &Brand::embedded().unwrap())
}

/// The files with the first `from` of one replaced; a test that changes nothing
/// is a mistake.
pub(crate) fn changed(path: &str, from: &str, to: &str) -> LessonFiles {
    let mut files = files();
    let text = &files.files[path];
    assert!(text.contains(from), "{path} does not hold {from:?}");
    let text = text.replacen(from, to, 1);
    files.files.insert(path.into(), text);
    files
}

/// What a finding points at: the text of its bytes, or the name of its file.
pub(crate) fn pointed(loaded: &Loaded, finding: &Finding) -> String {
    match &finding.place {
        Place::Source { file, bytes } => {
            let text = loaded.sources.text(*file);
            text[bytes.start as usize..bytes.end as usize].to_owned()
        }
        Place::File(name) => name.clone(),
        other => panic!("a finding without a place: {other:?}"),
    }
}

/// Rule, text pointed at, and what is said, for each finding of changed files.
pub(crate) fn found(files: &LessonFiles) -> Vec<(&'static str, String, String)> {
    let loaded = load(files);
    loaded
        .findings
        .iter()
        .map(|finding| {
            assert!(!finding.why.is_empty(), "{finding:?}");
            assert!(!finding.remedy.is_empty(), "{finding:?}");
            let said = format!("{}; {}", finding.what, finding.remedy);
            (finding.rule, pointed(&loaded, finding), said)
        })
        .collect()
}

/// Changes the lesson and expects one finding: its rule, the text it points at
/// and a part of what it says.
pub(crate) fn one(from: &str, to: &str, rule: &str, at: &str, says: &str) {
    one_in(LESSON, from, to, rule, at, says);
}

/// As [`one`], in any file.
pub(crate) fn one_in(path: &str, from: &str, to: &str, rule: &str, at: &str, says: &str) {
    let found = found(&changed(path, from, to));
    assert_eq!(found.len(), 1, "{from:?} to {to:?}: {found:#?}");
    let (is, pointed, said) = &found[0];
    assert_eq!((*is, pointed.as_str()), (rule, at), "{from:?} to {to:?}: {said}");
    assert!(said.contains(says), "{from:?} to {to:?}: {said}");
}
