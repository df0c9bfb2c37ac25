//! The registry: what every lesson shares and none may contradict.
//!
//! One file a kind in `lessons/shared/`. Facts carry their source and either
//! the day on which a person verified them or the reason why nobody has.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::{At, HomeLine, HomeProse, LearnerLine, Name, Reader, StaffLine, StaffProse};

/// `audiences.yaml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audiences {
    /// Youngest first, adults last.
    pub audiences: Vec<Audience>,
}

/// Somebody lessons are made for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// Its id, e.g. `11-14`; the folder of its lessons.
    pub id: Name,
    /// As people say it, e.g. `Ages 11–14`.
    pub name: LearnerLine,
    /// Who they are, e.g. `Key Stage 3`.
    pub who: LearnerLine,
    /// Where it meets, which decides what a lesson for it holds.
    pub setting: Setting,
    /// What its people and its place are called.
    pub called: Called,
    /// Length of a lesson in minutes.
    #[schemars(range(min = 10, max = 240))]
    pub minutes: At<u16>,
    /// Words on a slide at most: title, body and words in pictures.
    pub slide_words: Option<At<u16>>,
    /// Words in a sentence at most.
    pub sentence_words: Option<At<u16>>,
    /// Flesch–Kincaid grade at most.
    pub grade: Option<At<f64>>,
    /// Whether its lessons say where to turn with a worry about one's own
    /// behaviour.
    #[serde(default)]
    pub own_behaviour: bool,
    /// What "it" is, before any message speaks of it.
    pub it: LearnerLine,
    /// The ground rules, four at most.
    #[schemars(length(min = 3, max = 4))]
    pub rules: Vec<GroundRule>,
    /// Foot of every learner's page.
    pub learners_line: LearnerLine,
    /// What a learner in immediate danger does, for the help slide.
    pub danger: LearnerLine,
    /// What the help slide says under the services.
    pub reassurance: LearnerLine,
}

/// Where an audience meets.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Setting {
    /// A class with its teacher: worksheets, a help sheet, a letter home.
    Class,
    /// Adults with somebody who leads them: an exercise, a handout, an
    /// evaluation, a certificate.
    Workshop,
}

/// What an audience's people and its place are called, in small letters.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Called {
    /// One of those who learn, e.g. `pupil`.
    #[schemars(regex(pattern = r"^[a-z]+$"))]
    pub learner: Name,
    /// Several of them, e.g. `pupils`; their files stand in a folder of that
    /// name.
    #[schemars(regex(pattern = r"^[a-z]+$"))]
    pub learners: Name,
    /// Who leads, e.g. `teacher`; the folder of the files for staff.
    #[schemars(regex(pattern = r"^[a-z]+$"))]
    pub leader: Name,
    /// Where its own route to help is, e.g. `In our school`: the head of that
    /// card on the help slide.
    pub place: LearnerLine,
    /// Who else, e.g. `Or any adult you trust`: the card's last line.
    pub or_else: LearnerLine,
    /// Whose words of a service it reads: `learners`, `home` or `staff`.
    pub services: Reader,
}

/// A ground rule.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroundRule {
    /// Two or three words.
    pub head: LearnerLine,
    /// A short sentence.
    pub text: LearnerLine,
    /// A drawing's name.
    pub picture: Name,
}

/// `messages.yaml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Messages {
    /// In order of number.
    pub messages: Vec<Message>,
}

/// A core message.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Its id, e.g. `never-share`.
    pub id: Name,
    /// Its number in the curriculum.
    pub number: At<u16>,
    /// Where it comes from, e.g. the police notice of December 2017.
    pub source: StaffLine,
    /// Where it stands in every pack, whether taught there or not.
    #[serde(default)]
    pub stands: Vec<Standing>,
    /// Ids of messages that stand beside it wherever it is taught.
    #[serde(default)]
    pub with: Vec<Name>,
    /// Whether it is about images of abuse: a lesson that teaches it is not the
    /// first of its class.
    #[serde(default)]
    pub images: bool,
    /// Its words for each audience that it is for.
    pub wording: BTreeMap<String, LearnerLine>,
}

/// Where a core message must stand.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// On the slides of the plan for help.
    HelpSlides,
    /// On the help sheet.
    HelpSheet,
}

/// `services.yaml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Services {
    /// Sorted by id.
    pub services: Vec<Service>,
}

/// Somewhere to get help.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its id, e.g. `childline`.
    pub id: Name,
    /// Its name.
    pub name: LearnerLine,
    /// What it is for, to a young person; none if it is for adults only.
    pub for_learners: Option<LearnerLine>,
    /// What it is for, to a parent or carer.
    pub for_home: Option<HomeLine>,
    /// What it is for, to people who work with children; parents may read it
    /// too.
    pub for_staff: Option<HomeLine>,
    /// Ids of the nations it serves.
    #[schemars(length(min = 1))]
    pub nations: Vec<Name>,
    /// Age from and to of those it serves, both included.
    pub ages: Option<[u8; 2]>,
    /// Whether it is for people who are worried about their own behaviour.
    #[serde(default)]
    pub own_behaviour: bool,
    /// How to reach it.
    pub contact: ServiceContact,
    /// Opening hours, where known.
    pub hours: Option<StaffLine>,
    /// Where this was read.
    pub source: StaffLine,
    /// The day on which a person tried it, YYYY-MM-DD.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub verified_on: Option<Name>,
    /// Why nobody has: one of the two.
    pub unverified: Option<StaffLine>,
}

impl Service {
    /// Whether it says to a reader of this kind what it is for.
    pub fn speaks_to(&self, reader: Reader) -> bool {
        match reader {
            Reader::Learners => self.for_learners.is_some(),
            Reader::Home => self.for_home.is_some(),
            Reader::Staff => self.for_staff.is_some(),
        }
    }
}

/// How to reach a service; one at least.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceContact {
    /// A telephone number as printed, e.g. `0800 1111`.
    pub phone: Option<Name>,
    /// A text line as printed, e.g. `text SHOUT to 85258`.
    pub text: Option<Name>,
    /// An address without `https://`, as printed and as the QR code.
    pub web: Option<Name>,
}

/// `law.yaml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Laws {
    /// Sorted by id.
    pub laws: Vec<Law>,
}

/// A line of law.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Its id, e.g. `sharing-images`.
    pub id: Name,
    /// Its words by nation: each once, plainly, then help.
    pub wording: BTreeMap<String, StaffLine>,
    /// Acts and sections by nation.
    pub acts: BTreeMap<String, StaffLine>,
    /// Where this was read.
    pub source: StaffLine,
    /// The day on which a lawyer verified it, YYYY-MM-DD.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub verified_on: Option<Name>,
    /// Why nobody has: one of the two.
    pub unverified: Option<StaffLine>,
}

/// `nations.yaml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nations {
    /// The first is the default.
    #[schemars(length(min = 1))]
    pub nations: Vec<Nation>,
}

/// A nation of the United Kingdom.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nation {
    /// Its id, e.g. `england`.
    pub id: Name,
    /// Its name.
    pub name: LearnerLine,
    /// What it calls things, by the word after `nation.` in a slot, e.g. `dsl`.
    pub words: BTreeMap<String, LearnerLine>,
}

/// `frameworks.yaml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Frameworks {
    /// Sorted by id.
    pub frameworks: Vec<Framework>,
}

/// A curriculum framework.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Its id with its year, e.g. `dfe-rshe-2025`.
    pub id: Name,
    /// Its name.
    pub name: StaffLine,
    /// Ids of the nations it holds in.
    pub nations: Vec<Name>,
    /// Where this was read.
    pub source: StaffLine,
    /// The day on which a person compared it with the document, YYYY-MM-DD.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub verified_on: Option<Name>,
    /// Why nobody has: one of the two.
    pub unverified: Option<StaffLine>,
    /// Its statements by code, in our words. Codes are ours where the document
    /// has none.
    pub statements: BTreeMap<String, StaffLine>,
}

/// `terms.yaml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Sorted by id.
    pub terms: Vec<Term>,
    /// Words that come too early for the younger ones.
    #[serde(default)]
    pub heard_from: Vec<HeardFrom>,
}

/// Words, and the youngest who may read or hear them.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeardFrom {
    /// The id of the youngest audience.
    pub audience: Name,
    /// The words in every form, e.g. `nude` and `nudes`.
    #[schemars(length(min = 1))]
    pub words: Vec<StaffLine>,
    /// What to say to those who are younger.
    pub instead: StaffLine,
    /// Where this was read.
    pub source: StaffLine,
}

/// A word that matters, and the words it replaces.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its id, e.g. `child-sexual-abuse-material`.
    pub id: Name,
    /// The word for adults.
    pub word: StaffLine,
    /// The word for each audience that may hear it.
    #[serde(default)]
    pub wording: BTreeMap<String, LearnerLine>,
    /// Words that it replaces.
    #[serde(default)]
    pub instead_of: Vec<StaffLine>,
    /// Why.
    pub why: StaffLine,
    /// Where this was read.
    pub source: StaffLine,
}

/// `staff.yaml`: what every staff document says alike.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// Delete, keep or hand over: what happened, what pupils hear, what adults
    /// do.
    pub handling: Vec<Handling>,
    /// Why pupils' advice and staff's differ.
    pub why_advice_differs: StaffProse,
    /// What staff never do with the imagery.
    pub do_not_view: StaffProse,
    /// What holds for every lesson with a class.
    pub class: Routine,
    /// What holds for every workshop.
    pub workshop: Routine,
    /// Hard questions that come in many lessons.
    pub hard_questions: Vec<SharedQuestion>,
}

impl Staff {
    /// What holds for every session of a setting.
    pub fn routine(&self, setting: Setting) -> &Routine {
        match setting {
            Setting::Class => &self.class,
            Setting::Workshop => &self.workshop,
        }
    }
}

/// What holds for every session of a setting.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Routine {
    /// Words for somebody who tells, said as they stand.
    pub disclosure: StaffProse,
    /// What to do next.
    pub disclosure_next: StaffProse,
    /// To do before.
    pub before: Vec<StaffLine>,
    /// To do after.
    pub after: Vec<StaffLine>,
    /// When not to hold it.
    pub not_when: Vec<StaffLine>,
}

/// A row of delete, keep or hand over. Any adult may read it: delegates of a
/// workshop are staff, and their files have a lower reader than the trainer's.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Handling {
    /// What happened.
    pub happened: HomeLine,
    /// What pupils hear.
    pub pupils: HomeLine,
    /// What adults do.
    pub adults: HomeLine,
}

/// `incident.yaml`: the card for staff on the day that such a video goes round.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// Its title.
    pub title: StaffLine,
    /// What it is for, in a line.
    pub subtitle: StaffLine,
    /// What nobody does, whoever they are.
    #[schemars(length(min = 1))]
    pub nobody: Vec<StaffLine>,
    /// What to do by when.
    #[schemars(length(min = 1))]
    pub stages: Vec<IncidentStage>,
    /// What to read out to a class in a minute. It names no place and no
    /// person, and describes nothing.
    pub class: StaffProse,
    /// Other words for an audience.
    #[serde(default)]
    pub class_for: BTreeMap<String, StaffProse>,
    /// What to tell parents: as little.
    pub parents: HomeProse,
    /// Who to call, in order.
    #[schemars(length(min = 1))]
    pub call: Vec<IncidentCall>,
    /// Care for staff who saw it.
    pub care: StaffProse,
}

/// A stage of the day.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IncidentStage {
    /// Its id, e.g. `steady`.
    pub id: Name,
    /// How long it lasts, counted in `unit`.
    #[schemars(range(min = 1, max = 99))]
    pub amount: At<u16>,
    /// A short word, e.g. `min`.
    pub unit: StaffLine,
    /// What it is called.
    pub title: StaffLine,
    /// What to do, verbs first.
    #[schemars(length(min = 1))]
    pub steps: Vec<StaffLine>,
}

/// A service to call on the day.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IncidentCall {
    /// Its id among the services.
    pub service: Name,
    /// When to call it, in a few words.
    pub when: StaffLine,
}

/// A hard question of the registry.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SharedQuestion {
    /// Its id.
    pub id: Name,
    /// As a pupil asks it.
    pub asked: StaffLine,
    /// What to say.
    pub answer: StaffProse,
    /// Other words for an audience.
    #[serde(default)]
    pub answer_for: BTreeMap<String, StaffProse>,
}

/// `outline.yaml`: every session of the curriculum, written yet or not.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outline {
    /// In teaching order.
    pub sessions: Vec<Session>,
}

/// A session of the curriculum.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Its id, which is its lesson's.
    pub id: Name,
    /// Its title.
    pub title: LearnerLine,
    /// Ids of the core messages it teaches; `all` for every one of its
    /// audience's.
    pub messages: Vec<Name>,
    /// The good thing that opens it.
    pub hook: StaffLine,
    /// The scene.
    pub scene: StaffLine,
    /// The task.
    pub task: StaffLine,
    /// What to watch for.
    pub watch: StaffLine,
}
