//! A lesson as its author writes it.
//!
//! The doc comments here are the descriptions in the JSON Schema that editors
//! show, so they speak to authors. Who may read a field is its type: learners'
//! words, words for home, and words for staff only.

use schemars::JsonSchema;
use serde::Deserialize;

use super::slide::SlideStep;
use super::worksheet::{Cards, Worksheet};
use super::workshop::Workshop;
use crate::text::{
    At, HomeLine, HomeProse, LearnerLine, LearnerProse, Name, StaffLine, StaffProse,
};

/// A lesson: the one source of everything in its pack.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// Version of this schema: 1.
    #[schemars(range(min = 1, max = 1))]
    pub schema: At<u32>,
    /// Audience and slug, the same as the file's path, e.g.
    /// `11-14/in-the-group-chat`.
    pub id: Name,
    /// The lesson's own version, e.g. `"1.0"`; raise it when its words change.
    pub version: Name,
    /// The title that pupils see on the first slide.
    pub title: LearnerLine,
    /// A line under the title.
    pub subtitle: LearnerLine,
    /// The audience's id, from the registry, e.g. `11-14`.
    pub audience: Name,
    /// Ids of the core messages that this lesson teaches: each must stand on a
    /// slide, in an activity and in a check item.
    #[schemars(length(min = 1))]
    pub messages: Vec<Name>,
    /// Ids of framework statements, e.g. `dfe-rshe-2025:S.OSA.5`.
    #[serde(default)]
    pub maps_to: Vec<Name>,
    /// Who has reviewed it.
    pub review: Review,
    /// Lessons that come before it, by id; each must be in the outline.
    #[serde(default)]
    pub after: Vec<Name>,
    /// What happens in it, in a sentence or two, for the teacher who chooses.
    pub summary: StaffLine,
    /// What pupils can do by the end: one to three, each tied to an activity
    /// and to a check item.
    #[schemars(length(min = 1, max = 3))]
    pub outcomes: Vec<Outcome>,
    /// What is left when time is short.
    pub short_form: ShortForm,
    /// Words that pupils may not know.
    #[serde(default)]
    pub vocabulary: Vec<Word>,
    /// What the teacher must know and do before and after.
    pub prepare: Prepare,
    /// The lesson itself, in order.
    #[schemars(length(min = 3))]
    pub activities: Vec<Activity>,
    /// The worksheet at three levels; a workshop has none.
    pub worksheet: Option<Worksheet>,
    /// Scenario cards to cut out.
    pub cards: Option<Cards>,
    /// The anonymous check before and after.
    pub check: Check,
    /// The slips for the question box.
    pub slips: Slips,
    /// The sheet of help that every pupil takes away; the delegates of a
    /// workshop have their handout.
    pub help_sheet: Option<HelpSheet>,
    /// The letter home; a workshop has none.
    pub letter: Option<Letter>,
    /// What a workshop has besides: its exercise, handout, evaluation and
    /// certificate. A lesson for a class has none.
    pub workshop: Option<Workshop>,
    /// The page for the designated safeguarding lead.
    pub briefing: Briefing,
    /// Hard questions that pupils may ask: this lesson's own.
    #[serde(default)]
    pub questions: Vec<HardQuestion>,
    /// Ids of the registry's hard questions that belong in this lesson's notes.
    #[serde(default)]
    pub hard_questions: Vec<Name>,
    /// Rules allowed at one place, with a reason that is printed.
    #[serde(default)]
    pub allow: Vec<Allow>,
}

impl Lesson {
    /// The services that its slides and sheets name, by id, in order.
    pub fn services(&self) -> impl Iterator<Item = &Name> {
        let slides = self.activities.iter().flat_map(Activity::slides);
        let on_slides = slides.filter_map(|slide| match slide {
            SlideStep::Help(slide) => Some(&slide.services),
            _ => None,
        });
        on_slides
            .flatten()
            .chain(self.help_sheet.iter().flat_map(|sheet| &sheet.services))
            .chain(self.letter.iter().flat_map(|letter| &letter.services))
            .chain(self.workshop.iter().flat_map(|workshop| &workshop.handout.services))
    }
}

/// Who has reviewed the lesson.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// `draft` until a named safeguarding professional has signed.
    pub status: At<ReviewStatus>,
    /// Name and role of the professional who signed.
    pub by: Option<StaffLine>,
    /// Date of signing, YYYY-MM-DD.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub on: Option<Name>,
}

/// How far the review has come.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewStatus {
    /// Nobody has signed it.
    Draft,
    /// A safeguarding professional, named in `by`, has signed it.
    Signed,
}

impl ReviewStatus {
    /// As printed and as in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Signed => "signed",
        }
    }
}

/// Something that pupils can do by the end.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Its id in this lesson.
    pub id: Name,
    /// Ends the sentence "I can …", in pupils' words.
    pub i_can: LearnerLine,
    /// Ids of the activities that work on it.
    #[schemars(length(min = 1))]
    pub activities: Vec<Name>,
    /// Ids of the check items or statements that show it.
    #[schemars(length(min = 1))]
    pub check: Vec<Name>,
}

/// What is left when time is short.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShortForm {
    /// Its length in minutes.
    #[schemars(range(min = 10, max = 60))]
    pub minutes: At<u16>,
    /// Ids of the activities that stay. The first, the last and the plan for
    /// help always do.
    #[schemars(length(min = 3))]
    pub keep: Vec<Name>,
}

/// A word that pupils may not know.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// The word.
    pub word: LearnerLine,
    /// What it means, in words they know.
    pub means: LearnerLine,
}

/// What the teacher must know and do before and after.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prepare {
    /// Things to do before the lesson, besides those of every lesson.
    #[serde(default)]
    pub before: Vec<StaffLine>,
    /// Who in the room this may touch, and what to offer them.
    pub affected: StaffProse,
    /// When not to teach it, besides what holds for every lesson.
    #[serde(default)]
    pub not_when: Vec<StaffLine>,
    /// How a pupil leaves without words, and where to.
    pub step_out: StaffLine,
    /// The quiet task for a pupil who steps out; adults need none.
    pub step_out_task: Option<StepOutTask>,
    /// Things to do after the lesson, besides those of every lesson.
    #[serde(default)]
    pub afterwards: Vec<StaffLine>,
}

/// A calm task, about something else, for a pupil who steps out.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepOutTask {
    /// Its title.
    pub title: LearnerLine,
    /// What to do.
    pub text: LearnerProse,
}

/// A stretch of the lesson.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Its id in this lesson.
    pub id: Name,
    /// What it does in the lesson.
    pub kind: ActivityKind,
    /// Its title, for the teacher's plan.
    pub title: StaffLine,
    /// How long it takes.
    pub minutes: Minutes,
    /// What a shorter lesson drops first.
    pub keep: Keep,
    /// How strong its content is, 0 to 3; first and last at most 1.
    #[schemars(range(min = 0, max = 3))]
    pub intensity: At<u8>,
    /// Who works with whom, e.g. `Pairs`.
    pub grouping: StaffLine,
    /// What to have ready in print.
    #[serde(default)]
    pub uses: Vec<Printed>,
    /// Ids of the core messages that it teaches; its script says each in the
    /// registry's words, as `{{ message.ID }}`.
    #[serde(default)]
    pub teaches: Vec<Name>,
    /// What the teacher shows, says, asks and does, in order.
    #[schemars(length(min = 1))]
    pub script: Vec<Step>,
}

impl Activity {
    /// Its slides, in order.
    pub fn slides(&self) -> impl Iterator<Item = &SlideStep> {
        self.script.iter().filter_map(|step| match step {
            Step::Slide(slide) => Some(slide),
            _ => None,
        })
    }
}

/// What an activity does in a lesson.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ActivityKind {
    /// Ground rules, the right to pass.
    Settle,
    /// The check, the first time.
    BeforeCheck,
    /// Something good that opens the topic.
    Hook,
    /// What pupils must know.
    Teach,
    /// Pupils try it out on somebody who does not exist.
    Practise,
    /// Who helps, and how.
    PlanHelp,
    /// The check, the second time.
    AfterCheck,
    /// Calm, and out.
    Close,
}

/// How long an activity takes, in minutes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// With a quick class.
    #[schemars(range(min = 1, max = 90))]
    pub least: At<u16>,
    /// As planned; these add up to the audience's lesson.
    #[schemars(range(min = 1, max = 90))]
    pub usual: At<u16>,
    /// With a class that talks.
    #[schemars(range(min = 1, max = 90))]
    pub most: At<u16>,
}

/// What a shorter lesson drops first.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// Never dropped.
    Always,
    /// Dropped second.
    Usually,
    /// Dropped first.
    IfTime,
}

/// Something on paper.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Printed {
    /// The worksheet, at the level that suits each pupil.
    Worksheet,
    /// The scenario cards.
    Cards,
    /// The check.
    Check,
    /// The question slips.
    Slips,
    /// The help sheet.
    HelpSheet,
    /// The news of a workshop's exercise, with its roles.
    Injects,
    /// What the delegates of a workshop keep.
    Handout,
    /// What the delegates of a workshop think of it.
    Evaluation,
    /// Who attended a workshop.
    Certificate,
}

/// A step of a script.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Step {
    /// Shows a slide; the words beside it belong to it.
    Slide(SlideStep),
    /// Words to say aloud, to the class.
    Say(StaffProse),
    /// A question to the class, with what to listen for.
    Ask(Ask),
    /// Something to do: hand out, watch, collect.
    Do(StaffProse),
    /// A hard question and an honest answer.
    IfTheyAsk(HardQuestion),
    /// What keeps somebody safe here.
    KeepSafe(StaffProse),
    /// A way in for those who need one.
    Support(StaffProse),
    /// More for those who want it.
    Stretch(StaffProse),
}

/// A question to the class.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The question, as said.
    pub q: StaffLine,
    /// Answers to listen for.
    #[schemars(length(min = 1))]
    pub listen_for: Vec<StaffLine>,
    /// What to ask next.
    pub follow_up: Option<StaffLine>,
}

/// A hard question.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HardQuestion {
    /// As a pupil asks it.
    pub asked: StaffLine,
    /// What to say.
    pub answer: StaffProse,
}

/// The anonymous check: the same before and after.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// What pupils read first.
    pub intro: LearnerLine,
    /// Questions with a choice of answers.
    #[serde(default)]
    pub items: Vec<CheckItem>,
    /// Statements to mark yes, no or not sure.
    #[serde(default)]
    pub statements: Vec<Statement>,
}

/// A question with a choice of answers.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckItem {
    /// Its id in this lesson.
    pub id: Name,
    /// The question.
    pub question: LearnerLine,
    /// The choices.
    #[schemars(length(min = 2, max = 4))]
    pub options: Vec<LearnerLine>,
    /// The right letters, e.g. `[B]`.
    #[schemars(length(min = 1))]
    pub right: Vec<Name>,
    /// Why, for the teacher's answers.
    pub because: StaffProse,
    /// Ids of the core messages that it checks.
    #[serde(default)]
    pub teaches: Vec<Name>,
}

/// A statement to mark yes, no or not sure.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Its id in this lesson.
    pub id: Name,
    /// The statement.
    pub text: LearnerLine,
    /// Whether it is right.
    pub right: At<bool>,
    /// Why, for the teacher's answers.
    pub because: StaffProse,
    /// Ids of the core messages that it checks.
    #[serde(default)]
    pub teaches: Vec<Name>,
}

/// The slips for the question box.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slips {
    /// What the slip asks.
    pub prompt: LearnerLine,
    /// A smaller line under it, e.g. who reads it and when.
    pub note: LearnerLine,
}

/// The sheet of help that every pupil takes away. Core messages and services
/// come from the registry.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HelpSheet {
    /// Its title.
    pub title: LearnerLine,
    /// What pupils read first, under the title.
    pub intro: LearnerLine,
    /// Ids of the services on it, after the school's own route.
    #[schemars(length(min = 1, max = 4))]
    pub services: Vec<Name>,
}

/// The letter home.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Its subject line.
    pub subject: HomeLine,
    /// The letter, from "Dear parents and carers" to the greeting.
    pub body: HomeProse,
    /// Sentences that start a talk at home.
    #[schemars(length(min = 1))]
    pub talk: Vec<HomeLine>,
    /// Ids of the services in it.
    #[schemars(length(min = 1, max = 4))]
    pub services: Vec<Name>,
}

/// The page for the designated safeguarding lead.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Briefing {
    /// What the class will hear, and why now.
    pub about: StaffProse,
    /// What may come up, and what is asked of the lead.
    #[schemars(length(min = 1))]
    pub expect: Vec<StaffLine>,
    /// What to have ready.
    #[schemars(length(min = 1))]
    pub ready: Vec<StaffLine>,
}

/// A rule allowed at one place.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The rule's name.
    pub rule: Name,
    /// The words it would underline.
    pub at: Name,
    /// Why it is right here; printed in the manifest.
    pub reason: StaffLine,
}
