//! Article Lens on the command line: one article, or a whole corpus.

mod batch;
mod digest;
mod input;

use clap::{Args, Parser, Subcommand, ValueEnum};
use input::{Article, Dates};
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

/// Exit code: some rows of a batch failed.
const SOME_FAILED: u8 = 1;
/// Exit code: a wrong option, or an input that cannot be read.
const BAD_INPUT: u8 = 2;

/// Finds the people, places and organisations, the dated events and the positions in a news article.
#[derive(Parser)]
#[command(
    name = "article-lens",
    version,
    after_help = "\
Examples:
  article-lens analyze article.txt
  article-lens analyze article.txt --format text
  article-lens analyze --html page.html --pretty
  article-lens batch corpus.jsonl > reports.jsonl

Nothing leaves this machine: there is no network and no model to download.
`article-lens help analyze` and `article-lens help batch` tell more."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Analyse one article and print the report.
    Analyze(Analyze),
    /// Analyse many articles: JSON Lines in, JSON Lines out, in the same order.
    Batch(Batch),
    /// Print the text of the article on a page: the text that the ranges of its report point into.
    Extract(Extract),
}

/// Dates that the text alone may not tell.
#[derive(Args)]
struct DateOptions {
    /// Publication date (YYYY-MM-DD), if you know it: weekdays and "last week" are counted from it.
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// Day of the analysis (YYYY-MM-DD), for reports that can be repeated [default: today].
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  article-lens analyze article.txt
      the report as one line of JSON
  article-lens analyze article.txt --published 2025-05-10 --format text
      a digest to read, with the publication date given
  curl -s https://example.org/story | article-lens analyze --html - --format text
      the article on a page; its publication date is taken from the page
  article-lens analyze article.txt | jq -r '.timeline[] | [.date, .headline] | @tsv'
      the timeline as a table

Ranges in the report count UTF-16 code units of the text; of a page, `article-lens extract` prints that text.
Exit codes: 0 done, 2 a wrong option or an input that cannot be read.")]
struct Analyze {
    /// The article, UTF-8 [default: standard input, as with -].
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    dates: DateOptions,
    /// What a reader put right, as JSON: a list of corrections, or an earlier report that holds one.
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// The input is HTML: take the article from the page.
    #[arg(long)]
    html: bool,
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Indent the JSON.
    #[arg(long)]
    pretty: bool,
}

/// What `analyze` prints.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The report.
    Json,
    /// A digest to read.
    Text,
}

#[derive(Args)]
#[command(after_help = r#"Each line of the input is one article:
  {"id": "a1", "text": "...", "published": "2025-05-10"}
  {"id": "a2", "html": "<html>...", "today": "2025-06-01"}
Each line of the output is its report, or why there is none:
  {"id": "a1", "report": {...}}
  {"id": "a2", "text": "...", "report": {...}}        (of HTML, with the text that ranges point into)
  {"id": "line:3", "error": "line 3 is not JSON: ..."}

Examples:
  article-lens batch corpus.jsonl > reports.jsonl
  zcat corpus.jsonl.gz | article-lens batch --today 2025-06-01 -j 4 | gzip > reports.jsonl.gz
  article-lens batch corpus.jsonl | jq -c 'select(.error)'

"published", "today" and "corrections" are optional; --published and --today stand in for rows without them.
Exit codes: 0 every row has a report, 1 some rows have an error, 2 a wrong option or no such file."#)]
struct Batch {
    /// The articles as JSON Lines, UTF-8 [default: standard input, as with -].
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    dates: DateOptions,
    /// How many articles are analysed at once [default: one a core].
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

#[derive(Args)]
struct Extract {
    /// The page, UTF-8 [default: standard input, as with -].
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Analyze(arguments) => analyze(&arguments),
        Command::Batch(arguments) => batch(&arguments),
        Command::Extract(arguments) => extract(&arguments),
    };
    result.unwrap_or_else(|message| {
        eprintln!("article-lens: {message}");
        ExitCode::from(BAD_INPUT)
    })
}

/// `article-lens analyze`.
fn analyze(arguments: &Analyze) -> Result<ExitCode, String> {
    let dates = read_dates(&arguments.dates)?;
    let article = read_article(arguments.file.as_deref(), arguments.html)?;
    let corrections = arguments.corrections.as_deref().map(input::read_corrections).transpose()?.unwrap_or_default();
    let report = article_lens::analyze(&article.text, &dates.options(&article).corrected(corrections));
    let output = match arguments.format {
        Format::Text => digest::digest(&report),
        Format::Json => {
            let json = match arguments.pretty {
                true => serde_json::to_string_pretty(&report),
                false => serde_json::to_string(&report),
            };
            json.map_err(|error| format!("the report cannot be written as JSON: {error}"))? + "\n"
        }
    };
    print(&output)
}

/// `article-lens batch`.
fn batch(arguments: &Batch) -> Result<ExitCode, String> {
    let dates = read_dates(&arguments.dates)?;
    let source = input::open(&source(arguments.file.as_deref())?)?;
    let jobs = arguments.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    match batch::run(source, io::stdout(), dates, jobs) {
        Ok(batch::Outcome::Done | batch::Outcome::ReaderGone) => Ok(ExitCode::SUCCESS),
        Ok(batch::Outcome::SomeFailed) => Ok(ExitCode::from(SOME_FAILED)),
        Err(error) => Err(format!("cannot write the output: {error}")),
    }
}

/// `article-lens extract`.
fn extract(arguments: &Extract) -> Result<ExitCode, String> {
    let article = read_article(arguments.file.as_deref(), true)?;
    print(&(article.text + "\n"))
}

fn read_dates(options: &DateOptions) -> Result<Dates, String> {
    Dates::read(options.published.as_deref(), options.today.as_deref())
}

/// The file that is named, or standard input, unless that is a terminal where nobody knows that
/// they are waited for.
fn source(file: Option<&Path>) -> Result<PathBuf, String> {
    match file {
        Some(path) => Ok(path.to_owned()),
        None if io::stdin().is_terminal() => Err("name a FILE, or - to type the input here (see --help)".to_owned()),
        None => Ok(PathBuf::from("-")),
    }
}

fn read_article(file: Option<&Path>, html: bool) -> Result<Article, String> {
    let path = source(file)?;
    let content = input::read(&path)?;
    let article = match html {
        true => input::from_html(&content),
        false => input::from_text(content),
    };
    article.map_err(|error| match input::is_standard_input(&path) {
        true => format!("standard input: {error}"),
        false => format!("{}: {error}", path.display()),
    })
}

/// Prints to standard output; that its reader went away is no error.
fn print(output: &str) -> Result<ExitCode, String> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(output.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("cannot write the output: {error}")),
        _ => Ok(ExitCode::SUCCESS),
    }
}
