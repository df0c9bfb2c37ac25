//! Slides as an author asks for them: one shape a layout, so that a misspelt
//! field is found and no box is filled by accident.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::{At, LearnerLine, LearnerProse, Name};

/// A slide, by layout.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum SlideStep {
    /// The first slide: title and subtitle are the lesson's.
    Title(TitleSlide),
    /// The registry's ground rules for this audience.
    Rules(RulesSlide),
    /// What we can do by the end: the lesson's outcomes.
    Aim(AimSlide),
    /// One idea with a picture.
    KeyIdea(KeyIdeaSlide),
    /// One question to talk about.
    Talk(TalkSlide),
    /// An invented chat on a phone.
    Scenario(ScreenSlide),
    /// An invented live stream on a tablet.
    Stream(ScreenSlide),
    /// A scene that the teacher tells; no screen is shown.
    Told(ToldSlide),
    /// What could somebody do? Up to three choices.
    Choose(ChooseSlide),
    /// Two columns to sort into.
    Sort(SortSlide),
    /// Three steps.
    Steps(StepsSlide),
    /// A task with its time.
    Activity(ActivitySlide),
    /// A line to hold on to.
    Quote(QuoteSlide),
    /// A check item, by id.
    Check(CheckSlide),
    /// Who can help: the school's route and two services.
    Help(HelpSlide),
    /// Two core messages to remember, in the registry's words.
    Remember(RememberSlide),
    /// The law and the help, side by side and the same size.
    Law(LawSlide),
    /// Two sides, side by side.
    Beside(BesideSlide),
    /// A table.
    Table(TableSlide),
    /// Calm, at the end.
    Close(CloseSlide),
}

impl SlideStep {
    /// The names of its drawings, in the order of its fields.
    pub fn pictures(&self) -> Vec<&Name> {
        match self {
            Self::Title(slide) => vec![&slide.picture],
            Self::Aim(slide) => vec![&slide.picture],
            Self::KeyIdea(slide) => vec![&slide.picture],
            Self::Talk(slide) => vec![&slide.picture],
            Self::Told(slide) => vec![&slide.picture],
            Self::Choose(slide) => vec![&slide.picture],
            Self::Quote(slide) => vec![&slide.picture],
            Self::Close(slide) => vec![&slide.picture],
            Self::Sort(slide) => slide.columns.iter().map(|column| &column.picture).collect(),
            Self::Steps(slide) => slide.steps.iter().map(|step| &step.picture).collect(),
            Self::Beside(slide) => vec![&slide.first.picture, &slide.second.picture],
            Self::Rules(_)
            | Self::Scenario(_)
            | Self::Stream(_)
            | Self::Activity(_)
            | Self::Check(_)
            | Self::Help(_)
            | Self::Remember(_)
            | Self::Law(_)
            | Self::Table(_) => Vec::new(),
        }
    }
}

/// The first slide.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TitleSlide {
    /// A drawing's name.
    pub picture: Name,
}

/// The ground rules.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RulesSlide {
    /// The slide's title.
    pub title: LearnerLine,
}

/// The outcomes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AimSlide {
    /// The slide's title, e.g. `By the end, I can …`.
    pub title: LearnerLine,
    /// A drawing's name.
    pub picture: Name,
}

/// One idea.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyIdeaSlide {
    /// The idea; up to three lines.
    pub title: LearnerLine,
    /// A few short paragraphs; `{{ message.ID }}` stands in the registry's
    /// words.
    pub body: LearnerProse,
    /// A drawing's name.
    pub picture: Name,
}

/// One question.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TalkSlide {
    /// The question.
    pub question: LearnerLine,
    /// How an answer may start.
    pub starter: Option<LearnerLine>,
    /// Who with and how long, e.g. `In pairs, 2 minutes`.
    pub facts: Option<LearnerLine>,
    /// A drawing's name.
    pub picture: Name,
}

/// An invented screen.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScreenSlide {
    /// The scene's title.
    pub title: LearnerLine,
    /// What has happened, in a few short sentences.
    pub body: LearnerProse,
    /// A small line, e.g. `A made-up chat`.
    pub note: LearnerLine,
    /// What is on the screen.
    pub screen: Screen,
}

/// What is on an invented screen.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Screen {
    /// The chat's or stream's name.
    pub name: LearnerLine,
    /// What it shows, for those who do not see it.
    pub alt: LearnerLine,
    /// Top to bottom.
    #[schemars(length(min = 1, max = 6))]
    pub items: Vec<ScreenItem>,
}

/// A thing on an invented screen.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ScreenItem {
    /// A message.
    Message(ScreenMessage),
    /// A video that is never shown: a closed tile with words.
    HiddenVideo(ScreenMessage),
    /// A gift that a viewer sends.
    Gift(ScreenMessage),
    /// What the camera sees, in words.
    Stage(LearnerLine),
    /// How many watch.
    Viewers(At<u32>),
    /// The person whose screen it is has begun to type.
    Typing(Typing),
}

/// Something that somebody sends.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScreenMessage {
    /// First name of somebody who does not exist.
    pub from: Name,
    /// The words.
    pub text: LearnerLine,
}

/// Three dots.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Typing {}

/// A scene that the teacher tells.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ToldSlide {
    /// The scene's title.
    pub title: LearnerLine,
    /// Where we are, in a few short sentences.
    pub body: LearnerProse,
    /// A small line, e.g. `A made-up story`.
    pub note: LearnerLine,
    /// A drawing's name.
    pub picture: Name,
}

/// Up to three choices that look equal.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseSlide {
    /// The question.
    pub title: LearnerLine,
    /// The choices.
    #[schemars(length(min = 2, max = 3))]
    pub options: Vec<LearnerLine>,
    /// A line under them.
    pub prompt: Option<LearnerLine>,
    /// A drawing's name; it must not give an answer away.
    pub picture: Name,
}

/// Two columns.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SortSlide {
    /// The slide's title.
    pub title: LearnerLine,
    /// The two heads.
    #[schemars(length(min = 2, max = 2))]
    pub columns: Vec<SortColumn>,
    /// What to sort.
    #[schemars(length(min = 2, max = 4))]
    pub cards: Vec<LearnerLine>,
}

/// A column to sort into.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SortColumn {
    /// Its head.
    pub head: LearnerLine,
    /// A drawing's name.
    pub picture: Name,
}

/// Three steps.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepsSlide {
    /// The slide's title.
    pub title: LearnerLine,
    /// The steps.
    #[schemars(length(min = 3, max = 3))]
    pub steps: Vec<SlideStepItem>,
}

/// A step on a slide.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SlideStepItem {
    /// One or two words.
    pub head: LearnerLine,
    /// A short sentence or two.
    pub text: LearnerLine,
    /// A drawing's name.
    pub picture: Name,
}

/// A task.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActivitySlide {
    /// The task's title.
    pub title: LearnerLine,
    /// What to do.
    #[schemars(length(min = 1, max = 3))]
    pub steps: Vec<LearnerLine>,
    /// Who with, and what is needed.
    pub facts: Option<LearnerLine>,
    /// Minutes on the dial.
    #[schemars(range(min = 1, max = 60))]
    pub minutes: At<u16>,
}

/// A line to hold on to.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteSlide {
    /// The line.
    pub line: LearnerLine,
    /// A second line, in the audience's colour.
    pub second: Option<LearnerLine>,
    /// A drawing's name.
    pub picture: Name,
}

/// A check item on a slide.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckSlide {
    /// The slide's title.
    pub title: LearnerLine,
    /// The item's id.
    pub item: Name,
}

/// Who can help.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HelpSlide {
    /// The slide's title.
    pub title: LearnerLine,
    /// Ids of one or two services.
    #[schemars(length(min = 1, max = 2))]
    pub services: Vec<Name>,
}

/// Core messages to remember.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RememberSlide {
    /// The slide's title.
    pub title: LearnerLine,
    /// A line above them; the first of a lesson says what "it" is, in the
    /// registry's words, as `{{ term.it }}`.
    pub intro: Option<LearnerLine>,
    /// Ids of one or two core messages.
    #[schemars(length(min = 1, max = 2))]
    pub messages: Vec<Name>,
}

/// The law and the help.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LawSlide {
    /// The slide's title.
    pub title: LearnerLine,
    /// The law's words, e.g. `{{ message.may-be-a-crime }}`.
    pub law: LearnerProse,
    /// The help's words.
    pub help: LearnerProse,
}

/// Two sides.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BesideSlide {
    /// The slide's title.
    pub title: LearnerLine,
    /// The left side.
    pub first: Side,
    /// The right side.
    pub second: Side,
}

/// One of two sides.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Its head.
    pub head: LearnerLine,
    /// Its words.
    pub text: LearnerProse,
    /// A drawing's name.
    pub picture: Name,
}

/// A table.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableSlide {
    /// The slide's title.
    pub title: LearnerLine,
    /// What it shows, for those who hear it.
    pub about: LearnerLine,
    /// The head of each column.
    #[schemars(length(min = 2, max = 4))]
    pub head: Vec<LearnerLine>,
    /// The rows; as many cells in each as there are columns.
    #[schemars(length(min = 1, max = 5))]
    pub rows: Vec<Vec<LearnerLine>>,
}

/// The last slide.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseSlide {
    /// The slide's title.
    pub title: LearnerLine,
    /// A breath, a look ahead.
    pub body: LearnerProse,
    /// A wide drawing's name.
    pub picture: Name,
}
