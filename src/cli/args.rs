//! What can be typed.

use crate::score::Score;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// More threads of analysis serve no machine; a slip of a key must not start a million.
const MOST_JOBS: i64 = 1024;
/// Items of a group that a person can ask for.
const MOST_ITEMS: i64 = 100_000;
/// Coders that a study can have.
const MOST_CODERS: i64 = 100;

/// The folder that a run writes if nobody says otherwise.
pub const REPORTS: &str = "reports";

const EXAMPLES: &str = "\
Examples:
  tone run corpus/                   read corpus/, write reports/
  tone explain story.txt             why each speaker, why each score
  tone init my-study                 a folder of your own to begin with";
const RUN: &str = "\
Examples:
  tone run corpus/                                 into reports/
  tone run -o out nexis/ wires.jsonl               several inputs, another folder
  tone run corpus/ --format csv,html,xlsx          a workbook as well";
const CHECK: &str = "\
Examples:
  tone check corpus/
  tone check corpus/ --show-config > merged.toml   all that a run would use
  tone check --config other.toml                   the file alone";
const INIT: &str = "\
Examples:
  tone init                                        makes my-study/
  tone init flood && tone run flood";
const EXPLAIN: &str = "\
Examples:
  tone explain \"Kim said the talks were very fruitful.\"
  tone explain story.txt
  tone explain --format json corpus/ | jq .text";
const SAMPLE: &str = "\
Examples:
  tone sample corpus/                              50 of each group, one coder
  tone sample corpus/ --coders 2 --overlap 0.3     two, 30 % coded by both
  tone sample corpus/ --per-group 200 -o coding-2";
const VALIDATE: &str = "\
Examples:
  tone validate coding/
  tone validate coding/ -o results/";
const REPORT: &str = "\
Examples:
  tone annotate 2018.jsonl > a.spool               on one machine
  tone annotate 2019.jsonl > b.spool               on another
  tone report a.spool b.spool                      as tone run 2018.jsonl 2019.jsonl";
const ANNOTATE: &str = "\
Examples:
  tone annotate corpus/ > a.spool                  for tone report
  tone annotate corpus/ | jq '.rows[]? | select(.voice == \"speech\") | .speaker'
  tone annotate - < wires.jsonl | jq .rows";
const SCORE: &str = "\
Examples:
  echo \"Great talks.\" | tone score -
  tone score sentences.txt > scores.csv
  tone score sentences.txt --profile vader         as vaderSentiment has it";

/// Who speaks in the news, through whom, and in what tone.
#[derive(Debug, Parser)]
#[command(name = "tone", version, max_term_width = 80, after_help = EXAMPLES, infer_long_args = false)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Make a folder to begin with: articles, a tone.toml, what to do
    #[command(after_help = INIT)]
    Init(InitArgs),
    /// Check a corpus and its configuration before a run
    #[command(after_help = CHECK)]
    Check(CheckArgs),
    /// Read a corpus and write per-speaker reports
    #[command(after_help = RUN)]
    Run(RunArgs),
    /// Write the reports of what `tone annotate` printed
    #[command(after_help = REPORT, mut_arg("paths", |paths| paths.value_name("SPOOL").help("What `tone annotate` printed, in any order; - reads it from standard input")))]
    Report(ReportArgs),
    /// Show why each sentence got its speaker and its score
    #[command(after_help = EXPLAIN)]
    Explain(ExplainArgs),
    /// Draw sentences for people to code, to validate tone and speakers
    #[command(after_help = SAMPLE)]
    Sample(SampleArgs),
    /// Compare what people coded with each other and with this program
    #[command(after_help = VALIDATE)]
    Validate(ValidateArgs),
    /// Print every sentence with its voices, an article a line (JSON)
    #[command(after_help = ANNOTATE)]
    Annotate(CorpusArgs),
    /// Score texts, one a line: compound,positive,neutral,negative
    #[command(after_help = SCORE)]
    Score(ScoreArgs),
    /// Print the script that completes commands in a shell
    Completions(CompletionsArgs),
    /// Print a manual page
    Man(ManArgs),
}

/// How tone is scored
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ProfileArg {
    /// VADER with overlays for news prose (the default)
    News,
    /// The reference: vaderSentiment 3.3.2, exact
    Vader,
    /// The vader_sentiment crate; differs between processes
    VaderSentiment,
}

/// How sentences end
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SentencesArg {
    /// Edited prose (the default)
    News,
    /// Posts, mails, reviews: small letters may begin sentences
    Web,
}

#[derive(Debug, Args)]
pub struct CorpusArgs {
    /// Folders and files (.txt, .jsonl, .csv, .html, .docx and more); - is JSONL on stdin
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub study: StudyArgs,
    /// Threads; 0 is one a core
    #[arg(short, long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=MOST_JOBS))]
    pub jobs: u16,
    #[command(flatten)]
    pub voice: VoiceArgs,
}

/// What is looked for, and how it is scored.
#[derive(Debug, Args)]
pub struct StudyArgs {
    /// Study to use instead of the tone.toml in or above the first PATH
    #[arg(short, long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How tone is scored
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub profile: Option<ProfileArg>,
    /// How sentences end
    #[arg(long, value_enum, value_name = "STYLE")]
    pub sentences: Option<SentencesArg>,
}

/// How the program speaks on standard error.
#[derive(Debug, Args)]
pub struct VoiceArgs {
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// List every input that gave no article
    #[arg(short, long)]
    pub verbose: bool,
    /// Progress: auto is a bar on a terminal, plain lines elsewhere
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ProgressArg::Auto)]
    pub progress: ProgressArg,
    /// Colour: auto honours NO_COLOR, CLICOLOR_FORCE and TERM=dumb
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorArg::Auto)]
    pub color: ColorArg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProgressArg {
    Auto,
    Plain,
    Off,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Args)]
pub struct RunArgs {
    /// Go on with what a run into this folder left that ended early
    #[arg(long)]
    pub resume: bool,
    #[command(flatten)]
    pub reporting: ReportArgs,
}

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Folder for the reports
    #[arg(short, long, value_name = "DIR", default_value = REPORTS)]
    pub out: PathBuf,
    /// What to write, with commas, e.g. html,xlsx: csv (the tables; always written), html (the page), xlsx (all tables in a workbook), parquet (sentences)
    #[arg(long, value_enum, value_name = "LIST", value_delimiter = ',', hide_possible_values = true, default_values_t = [OutputArg::Csv, OutputArg::Html])]
    pub format: Vec<OutputArg>,
    /// Exit 3 on any warning (notes do not count)
    #[arg(long)]
    pub strict: bool,
    /// Folder of a hand-coded sample, instead of `coded` in tone.toml
    #[arg(long, value_name = "DIR")]
    pub coded: Option<PathBuf>,
    #[command(flatten)]
    pub figures: FigureArgs,
    #[command(flatten)]
    pub corpus: CorpusArgs,
}

#[derive(Debug, Args)]
pub struct SampleArgs {
    /// Folder for the coders' files; must be empty, or not there yet
    #[arg(short, long, value_name = "DIR", default_value = "coding")]
    pub out: PathBuf,
    /// Items of a group, half in the outlets' voice and half speech
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=MOST_ITEMS))]
    pub per_group: u32,
    /// Coders, each with a file
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=MOST_CODERS))]
    pub coders: u32,
    /// Share of the items that every coder codes; the rest is dealt out
    #[arg(long, value_name = "SHARE", default_value = "0.2", value_parser = share)]
    pub overlap: Score,
    /// Key of everything random; the same key draws the same sample
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    #[command(flatten)]
    pub corpus: CorpusArgs,
}

#[derive(Debug, Args)]
pub struct ValidateArgs {
    /// The coders' folder; or their files, with key.csv beside them
    #[arg(value_name = "DIR|FILE", required = true)]
    pub paths: Vec<PathBuf>,
    /// Folder for agreement.csv [default: the coders' folder]
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Say nothing but the methods paragraph and errors
    #[arg(short, long)]
    pub quiet: bool,
}

/// What `run` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputArg {
    Csv,
    Html,
    Xlsx,
    Parquet,
}

/// What figures are made from.
#[derive(Debug, Args)]
pub struct FigureArgs {
    /// Leave speech and stance of less confidence (0 to 1) out of every figure by speaker [default: 0, all are kept]
    #[arg(long, value_name = "X", value_parser = share)]
    pub min_confidence: Option<Score>,
    /// Key of everything random; the same key gives the same bytes
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// What will be analysed; tone.toml is looked for in the first PATH and above
    #[arg(value_name = "PATH", required_unless_present_any = ["config", "show_config"])]
    pub paths: Vec<PathBuf>,
    /// Print the merged configuration as TOML, each value with its origin
    #[arg(long)]
    pub show_config: bool,
    #[command(flatten)]
    pub study: StudyArgs,
    #[command(flatten)]
    pub figures: FigureArgs,
    /// Threads; 0 is one a core
    #[arg(short, long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=MOST_JOBS))]
    pub jobs: u16,
    #[command(flatten)]
    pub voice: VoiceArgs,
}

/// A number between 0 and 1.
fn share(typed: &str) -> Result<Score, String> {
    let share = typed.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.map(Score::from_unit).ok_or_else(|| "a number between 0 and 1 is wanted".to_owned())
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A text in quotation marks; a file or folder of articles; - for standard input
    ///
    /// What exists as a file is a file. What does not, and looks like the name of one (it ends with .txt, .jsonl or the like, or
    /// has a slash and no space), is an error. All else is the text itself.
    #[arg(value_name = "TEXT|FILE")]
    pub subject: OsString,
    /// What to print: text for reading, json for programs (an object a sentence and line)
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = FormatArg::Text)]
    pub format: FormatArg,
    #[command(flatten)]
    pub study: StudyArgs,
    /// Colour: auto is on a terminal; honours NO_COLOR, CLICOLOR_FORCE and TERM=dumb
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorArg::Auto)]
    pub color: ColorArg,
}

/// What `explain` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub struct ScoreArgs {
    /// File with one text a line; - reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How tone is scored
    #[arg(long, value_enum, value_name = "PROFILE", default_value_t = ProfileArg::News)]
    pub profile: ProfileArg,
}

#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder; must be empty, or not there yet
    #[arg(value_name = "DIR", default_value = "my-study")]
    pub dir: PathBuf,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command whose page is wanted [default: the page of tone itself]
    #[arg(value_name = "COMMAND")]
    pub verb: Option<String>,
}
