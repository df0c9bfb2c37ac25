//! What a workshop has besides its script: what to agree and to have ready, the
//! table-top exercise, and what delegates keep.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::{At, LearnerLine, LearnerProse, Name, StaffLine, StaffProse};

/// A workshop.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Workshop {
    /// What its leader agrees with the host beforehand.
    #[schemars(length(min = 1, max = 8))]
    pub host: Vec<StaffLine>,
    /// What to have in the room, besides what is printed.
    #[schemars(length(min = 1, max = 8))]
    pub room: Vec<StaffLine>,
    /// The table-top exercise.
    pub exercise: Exercise,
    /// What delegates keep. The table of what to delete, keep or hand over and
    /// the core messages come from the registry.
    pub handout: Handout,
    /// What delegates think of it, without their names.
    pub evaluation: Evaluation,
    /// Who attended.
    pub certificate: Certificate,
}

/// A table-top exercise: a situation, roles round the table, and news as it
/// comes in.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// Its title.
    pub title: LearnerLine,
    /// What delegates read first.
    pub situation: LearnerProse,
    /// The roles, one a seat.
    #[schemars(length(min = 3, max = 6))]
    pub roles: Vec<Role>,
    /// The news, in the order in which it comes.
    #[schemars(length(min = 4, max = 10))]
    pub injects: Vec<Inject>,
}

/// A seat at the table.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// What it is called, e.g. `Head of year`.
    pub name: LearnerLine,
    /// What whoever sits there does.
    pub does: LearnerLine,
}

/// A piece of news on a card.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inject {
    /// Its id in this lesson.
    pub id: Name,
    /// The clock in the story, e.g. `"08:40"`.
    pub at: LearnerLine,
    /// Minutes after the exercise begins at which it is handed out.
    #[schemars(range(min = 0, max = 180))]
    pub minute: At<u16>,
    /// Who it comes from, e.g. `The school office`.
    pub from: LearnerLine,
    /// What it says.
    pub text: LearnerProse,
    /// What the table has to decide.
    pub question: LearnerLine,
    /// Good answers, and what to listen for.
    pub answer: StaffProse,
}

/// Pages that delegates keep.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Handout {
    /// Its title.
    pub title: LearnerLine,
    /// What it is for.
    pub intro: LearnerProse,
    /// Its parts.
    #[schemars(length(min = 1, max = 10))]
    pub parts: Vec<Part>,
    /// Ids of the services on it.
    #[schemars(length(min = 1, max = 8))]
    pub services: Vec<Name>,
}

/// A part of a handout.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its title.
    pub title: LearnerLine,
    /// What it says.
    pub text: LearnerProse,
}

/// A form that asks what delegates think; nobody signs it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Its title.
    pub title: LearnerLine,
    /// What delegates read first.
    pub intro: LearnerLine,
    /// Statements, each with boxes for how far it is true.
    #[schemars(length(min = 1, max = 8))]
    pub statements: Vec<LearnerLine>,
    /// Questions with lines to write on.
    #[schemars(length(min = 1, max = 4))]
    pub questions: Vec<OpenQuestion>,
}

/// A question with lines to write on.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenQuestion {
    /// The question.
    pub ask: LearnerLine,
    /// How many lines.
    #[schemars(range(min = 1, max = 6))]
    pub lines: At<u8>,
}

/// A certificate of attendance, and of nothing else.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// Its title, e.g. `Certificate of attendance`.
    pub title: LearnerLine,
    /// What stands under the name: `attended …`.
    pub text: LearnerLine,
    /// What the workshop was about.
    #[schemars(length(min = 1, max = 6))]
    pub covers: Vec<LearnerLine>,
}
