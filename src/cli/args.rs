//! What may be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use crate::build::Role;
use crate::pack::Format;

/// Turn lessons written as YAML into classroom-ready packs
#[derive(Debug, Parser)]
#[command(name = "lessonpack", version, about)]
#[command(after_help = "Start with `lessonpack list`, then `lessonpack build`.\n\
    Exit codes: 0 done, 1 findings, 2 could not do it, 70 a bug of ours.")]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build packs: slides, PDFs, notes, worksheets, a zip
    #[command(after_help = "Examples:\n  lessonpack build\n  \
        lessonpack build 11-14/in-the-group-chat --out packs --only pdf,pptx")]
    Build(BuildArgs),
    /// List the lessons there are
    #[command(after_help = "Example:\n  lessonpack list --format json")]
    List(ListArgs),
    /// Check lessons and the registry without building, or a file that you edited
    #[command(after_help = "Examples:\n  lessonpack check 11-14/in-the-group-chat\n  \
        lessonpack check \"my slides.pptx\" --against packs/11-14/in-the-group-chat")]
    Check(CheckArgs),
    /// Explain a rule: what it finds, why, who says so, a bad and a good example
    #[command(after_help = "Example:\n  lessonpack explain no-blame")]
    Explain(ExplainArgs),
    /// Start a new lesson: a commented file that checks clean
    #[command(after_help = "Example:\n  lessonpack new 14-16/the-share-button")]
    New(NewArgs),
    /// List the rules: name, level, group, what each looks at
    Rules,
    /// Compare a pack, a folder or a zip, with its manifest
    #[command(after_help = "Example:\n  lessonpack verify packs/11-14_in-the-group-chat.zip")]
    Verify(VerifyArgs),
    /// Print the JSON Schema of a lesson, for editors
    #[command(after_help = "Example:\n  lessonpack schema > lesson.schema.json\n\
        Then, at the head of a lesson: # yaml-language-server: $schema=lesson.schema.json")]
    Schema,
    /// Print completions for a shell
    #[command(after_help = "Example:\n  lessonpack completions bash > lessonpack.bash")]
    Completions(CompletionsArgs),
}

/// Where lessons come from.
#[derive(Debug, Args)]
pub struct LessonsArgs {
    /// Read lessons from this folder [default: `lessons` here, else the built-in ones]
    #[arg(long, value_name = "DIR")]
    pub lessons: Option<PathBuf>,
}

/// Options of `build`.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Lessons to build, by id or file [default: all]
    #[arg(value_name = "LESSON")]
    pub ids: Vec<String>,
    /// Put packs into this folder
    #[arg(long, value_name = "DIR", default_value = "packs")]
    pub out: PathBuf,
    #[command(flatten)]
    pub from: LessonsArgs,
    /// Make these formats only; no zip is written
    #[arg(long, value_name = "FORMATS", value_delimiter = ',')]
    pub only: Vec<FormatArg>,
    /// Work on so many files at once [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Write this date into the files [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<Date>,
    #[command(flatten)]
    pub engine: EngineArgs,
    /// Replace packs whose files somebody has changed since they were built
    #[arg(long)]
    pub replace_edited: bool,
    /// Say nothing but findings
    #[arg(long)]
    pub quiet: bool,
}

/// Which Typst draws the PDFs.
#[derive(Debug, Args)]
pub struct EngineArgs {
    /// Draw PDFs with the Typst inside lessonpack, or with a `typst` program
    #[arg(long, value_enum, default_value_t = EngineArg::BuiltIn)]
    pub engine: EngineArg,
    /// Use this `typst` program, with `--engine cli` [default: the one on the PATH]
    #[arg(long, value_name = "PATH")]
    pub typst: Option<PathBuf>,
    /// Use a `typst` program of any version; bytes may differ
    #[arg(long)]
    pub any_typst: bool,
    /// Give the `typst` program so long for one document [default: 60]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u16).range(1..))]
    pub typst_timeout: Option<u16>,
}

/// An engine, as typed.
#[derive(Debug, Copy, Clone, Eq, PartialEq, ValueEnum)]
pub enum EngineArg {
    /// The Typst inside
    BuiltIn,
    /// A stock `typst` program
    Cli,
}

/// A format, as typed.
#[derive(Debug, Copy, Clone, Eq, PartialEq, ValueEnum)]
pub enum FormatArg {
    /// PDF
    Pdf,
    /// Slides to edit
    Pptx,
    /// Documents to edit
    Docx,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Pdf => Self::Pdf,
            FormatArg::Pptx => Self::Pptx,
            FormatArg::Docx => Self::Docx,
        }
    }
}

/// Options of `list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    pub from: LessonsArgs,
    /// Print a table, or JSON for programs
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// How `list` prints.
#[derive(Debug, Copy, Clone, Eq, PartialEq, ValueEnum)]
pub enum ListFormat {
    /// For people
    Table,
    /// For programs
    Json,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Lessons to check, by id or file; or a file that you edited [default: all lessons]
    #[arg(value_name = "LESSON|FILE")]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub from: LessonsArgs,
    #[command(flatten)]
    pub edited: EditedArgs,
    /// Take this day for today [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<Date>,
    /// Print for people, or JSON for programs
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub format: CheckFormat,
}

/// Options of `check` for a file that somebody has edited.
#[derive(Debug, Args)]
pub struct EditedArgs {
    /// Compare an edited file with this pack, a folder or a zip [default: with a new build]
    #[arg(long, value_name = "PACK")]
    pub against: Option<PathBuf>,
    /// Say which audience an edited file is for, if it does not say so itself
    #[arg(long = "for", value_name = "AUDIENCE")]
    pub audience: Option<String>,
    /// Say who reads an edited file, if it does not say so itself
    #[arg(long, value_enum)]
    pub role: Option<RoleArg>,
}

/// Who reads a file, as typed.
#[derive(Debug, Copy, Clone, Eq, PartialEq, ValueEnum)]
pub enum RoleArg {
    /// Those who learn
    Pupil,
    /// Those who teach them or live with them
    Adult,
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Pupil => Self::Pupil,
            RoleArg::Adult => Self::Adult,
        }
    }
}

/// How `check` prints.
#[derive(Debug, Copy, Clone, Eq, PartialEq, ValueEnum)]
pub enum CheckFormat {
    /// For people
    Human,
    /// For programs
    Json,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The rule, as findings name it
    #[arg(value_name = "RULE")]
    pub rule: String,
}

/// Options of `new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// The new lesson's id
    #[arg(value_name = "AUDIENCE/SLUG")]
    pub id: String,
    #[command(flatten)]
    pub from: LessonsArgs,
}

/// Options of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// A pack: a folder or a zip
    #[arg(value_name = "PACK")]
    pub pack: PathBuf,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}
