//! From a file, standard input or a row to the text of an article.

use article_lens::{Correction, Options, parse_date};
use chrono::{Local, NaiveDate};
use dom_smoothie::{Config, Readability, TextMode};
use serde_json::Value;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The text of an article, and what its page says about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Article {
    /// Headline and paragraphs, one a line where they come from HTML; plain text as it was given.
    pub text: String,
    /// The publication date that the page's metadata gives.
    pub published: Option<NaiveDate>,
}

/// The dates that the caller gives, for one article or as defaults for many.
#[derive(Debug, Clone, Copy)]
pub struct Dates {
    /// The day of the analysis.
    pub today: NaiveDate,
    /// The publication date, if it is known.
    pub published: Option<NaiveDate>,
}

impl Dates {
    /// Reads the options of the command line; the day of the analysis is the local day unless given.
    ///
    /// # Errors
    /// When one of them is no date; the message is one line.
    pub fn read(published: Option<&str>, today: Option<&str>) -> Result<Self, String> {
        let today_here = Dates { today: Local::now().date_naive(), published: None };
        today_here.or(published, today)
    }

    /// The same dates with those that are given here instead.
    ///
    /// # Errors
    /// When one of them is no date; the message is one line.
    pub fn or(self, published: Option<&str>, today: Option<&str>) -> Result<Self, String> {
        let date = |option: &str, value: Option<&str>| {
            value.map(|value| parse_date(option, value).map_err(|error| error.to_string())).transpose()
        };
        Ok(Dates {
            today: date("today", today)?.unwrap_or(self.today),
            published: date("published", published)?.or(self.published),
        })
    }

    /// The options of an analysis: a date that was given wins over the page's metadata.
    pub fn options(self, article: &Article) -> Options {
        let options = Options::new(self.today);
        match (self.published, article.published) {
            (Some(date), _) => options.published(date),
            (None, Some(date)) => options.published_by_metadata(date),
            (None, None) => options,
        }
    }
}

/// What a reader put right: a list of corrections, or a report that holds one.
///
/// # Errors
/// When it is neither; the message is one line.
pub fn corrections(value: Value) -> Result<Vec<Correction>, String> {
    let list = match value {
        Value::Object(mut report) => report.remove("corrections").unwrap_or_default(),
        other => other,
    };
    serde_json::from_value(list).map_err(|error| format!("the corrections cannot be read: {error}"))
}

/// Reads [`corrections`] from a file.
///
/// # Errors
/// When the file cannot be read or holds none; the message is one line and names it.
pub fn read_corrections(path: &Path) -> Result<Vec<Correction>, String> {
    let value =
        serde_json::from_str(&read(path)?).map_err(|error| format!("{} is not JSON: {error}", path.display()))?;
    corrections(value).map_err(|error| format!("{}: {error}", path.display()))
}

/// Whether `path` stands for standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// Opens a file, or standard input for `-`.
///
/// # Errors
/// When it cannot be opened; the message is one line and names it.
pub fn open(path: &Path) -> Result<Box<dyn Read + Send>, String> {
    if is_standard_input(path) {
        return Ok(Box::new(io::stdin()));
    }
    match File::open(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(format!("there is no file {}", path.display())),
        Err(error) => Err(format!("cannot read {}: {error}", path.display())),
    }
}

/// Reads all of a file, or of standard input for `-`, as text.
///
/// # Errors
/// When it cannot be read or is not UTF-8; the message is one line and names it.
pub fn read(path: &Path) -> Result<String, String> {
    let name = match is_standard_input(path) {
        true => "standard input".to_owned(),
        false => path.display().to_string(),
    };
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).map_err(|error| format!("cannot read {name}: {error}"))?;
    decode(bytes).map_err(|error| format!("{name} {error}"))
}

/// The text that the bytes stand for, without a byte order mark.
///
/// # Errors
/// When they are not UTF-8.
pub fn decode(bytes: Vec<u8>) -> Result<String, String> {
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("is not UTF-8 (byte {at}); convert it first, for example with iconv")
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// An article given as plain text.
///
/// # Errors
/// When there is nothing in it.
pub fn from_text(text: String) -> Result<Article, String> {
    if text.trim().is_empty() {
        return Err("the text is empty".to_owned());
    }
    Ok(Article { text, published: None })
}

/// The article on a page: headline first, then its paragraphs, one a line, without menus, captions
/// of the site and the like.
///
/// # Errors
/// When no article is found on it.
pub fn from_html(html: &str) -> Result<Article, String> {
    if html.trim().is_empty() {
        return Err("the HTML is empty".to_owned());
    }
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    if unclosed(html) > MOST_UNCLOSED {
        return Err("the HTML cannot be read: far too many elements are never closed".to_owned());
    }
    let unreadable = |error| format!("the HTML cannot be read as an article: {error}");
    let mut page = Readability::new(html, None, Some(config)).map_err(unreadable)?;
    let depth = nesting(&page);
    if depth > DEEPEST {
        return Err(format!("the HTML cannot be read: its elements are nested {depth} deep (at most {DEEPEST})"));
    }
    let article = page.parse().map_err(unreadable)?;
    let headline = squeeze(&article.title);
    let mut lines: Vec<String> = article.text_content.lines().map(squeeze).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return Err("the HTML cannot be read as an article: there is no text in it".to_owned());
    }
    if !headline.is_empty() && lines[0] != headline {
        lines.insert(0, headline);
    }
    let published = article.published_time.and_then(|time| parse_date("published", &time).ok());
    Ok(Article { text: lines.join("\n"), published })
}

/// How deep elements may be nested: the library walks them by recursion, and pages of people stay
/// far below.
const DEEPEST: usize = 256;

/// How many tags more may open than close: the parser's time grows with the square of this.
const MOST_UNCLOSED: usize = 20_000;

/// The most tags that are open at once, counted roughly: enough to tell a page from an attack.
fn unclosed(html: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        match tag.as_bytes().first() {
            Some(b'/') => open = open.saturating_sub(1),
            Some(first) if first.is_ascii_alphabetic() => open += 1,
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// How deep the elements of the page are nested, found without recursion.
fn nesting(page: &Readability) -> usize {
    let mut node = page.doc.root();
    let (mut depth, mut deepest) = (0_usize, 0);
    loop {
        deepest = deepest.max(depth);
        if let Some(child) = node.first_child() {
            node = child;
            depth += 1;
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return deepest,
            }
            depth = depth.saturating_sub(1);
        }
    }
}

/// The line without white space around it and with single spaces in it.
fn squeeze(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
