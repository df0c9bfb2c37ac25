//! What pupils write on, and cards to cut out; answers beside each task.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::{At, LearnerLine, LearnerProse, Name, StaffProse};

/// A worksheet at three levels. Pupils' copies tell them apart by a shape.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Worksheet {
    /// Its title.
    pub title: LearnerLine,
    /// A line under the title.
    pub intro: LearnerLine,
    /// A drawing's name.
    pub picture: Name,
    /// For those who need a way in: the same ideas, more help.
    #[schemars(length(min = 1, max = 5))]
    pub support: Vec<Task>,
    /// For most.
    #[schemars(length(min = 1, max = 5))]
    pub core: Vec<Task>,
    /// For those who want more: the same length, more thought.
    #[schemars(length(min = 1, max = 5))]
    pub stretch: Vec<Task>,
}

/// A task on paper.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Task {
    /// Write on lines.
    Write(WriteTask),
    /// Tick one box in each row.
    Tick(TickTask),
    /// Put into order.
    Order(OrderTask),
    /// Choose one of several.
    Choose(ChooseTask),
    /// Fill boxes side by side, e.g. a plan.
    Boxes(BoxesTask),
    /// Draw or write in a frame.
    Frame(FrameTask),
}

/// Write on lines.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteTask {
    /// What to write.
    pub ask: LearnerLine,
    /// How it may start.
    pub starter: Option<LearnerLine>,
    /// Words to use.
    #[serde(default)]
    pub words: Vec<LearnerLine>,
    /// How many lines.
    #[schemars(range(min = 1, max = 12))]
    pub lines: At<u8>,
    /// What a good answer holds.
    pub answer: StaffProse,
}

/// Tick one box in each row.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TickTask {
    /// What to decide.
    pub ask: LearnerLine,
    /// The boxes' heads.
    #[schemars(length(min = 2, max = 3))]
    pub columns: Vec<LearnerLine>,
    /// The rows.
    #[schemars(length(min = 2, max = 8))]
    pub rows: Vec<LearnerLine>,
    /// The answers.
    pub answer: StaffProse,
}

/// Put into order: listed here as they are printed, shuffled.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderTask {
    /// What to order.
    pub ask: LearnerLine,
    /// The steps, shuffled.
    #[schemars(length(min = 3, max = 6))]
    pub steps: Vec<LearnerLine>,
    /// The right order.
    pub answer: StaffProse,
}

/// Choose one of several.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseTask {
    /// What to decide.
    pub ask: LearnerLine,
    /// The choices.
    #[schemars(length(min = 2, max = 5))]
    pub options: Vec<LearnerLine>,
    /// Lines for the reason.
    #[schemars(range(min = 0, max = 6))]
    pub lines: At<u8>,
    /// The answer.
    pub answer: StaffProse,
}

/// Boxes side by side.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BoxesTask {
    /// What to fill in.
    pub ask: LearnerLine,
    /// The boxes' heads.
    #[schemars(length(min = 2, max = 4))]
    pub heads: Vec<LearnerLine>,
    /// Lines in each.
    #[schemars(range(min = 1, max = 8))]
    pub lines: At<u8>,
    /// What a good answer holds.
    pub answer: StaffProse,
}

/// A frame.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameTask {
    /// What to draw or write.
    pub ask: LearnerLine,
    /// Its height in millimetres.
    #[schemars(range(min = 20, max = 160))]
    pub height: At<u16>,
    /// What a good answer holds.
    pub answer: StaffProse,
}

/// Scenario cards to cut out.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cards {
    /// Title of the set.
    pub title: LearnerLine,
    /// Cards to a page: 4 or 8.
    #[schemars(range(min = 4, max = 8))]
    pub per_page: At<u8>,
    /// The cards.
    #[schemars(length(min = 2, max = 16))]
    pub cards: Vec<CardEntry>,
}

/// A card.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CardEntry {
    /// Its title.
    pub title: LearnerLine,
    /// A drawing's name; it must not give the answer away.
    pub picture: Name,
    /// What has happened.
    pub text: LearnerProse,
    /// The question.
    pub question: LearnerLine,
    /// What to listen for.
    pub answer: StaffProse,
}
