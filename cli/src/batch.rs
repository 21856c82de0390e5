//! Many articles: JSON Lines in, JSON Lines out, in order, with several at work at once.
//!
//! One thread reads lines, some analyse, the calling one writes. Each line gets a channel of its own
//! for its answer; the writer holds these in the order of the lines, and their queue is bounded, so
//! that no more than a few rows a worker are in memory, however long the input is.

use crate::input::{self, Article, Dates};
use article_lens::{Report, analyze};
use serde::Serialize;
use serde_json::Value;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::sync::mpsc::{Receiver, RecvError, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// Longest line that is read, in bytes.
const LONGEST_LINE: usize = 64 << 20;
/// How many rows may wait for each worker.
const ROWS_PER_WORKER: usize = 4;
/// Stack of a worker; deeply nested pages need more than the usual.
const STACK: usize = 32 << 20;

/// How a batch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Every row has a report.
    Done,
    /// Some rows have an error instead.
    SomeFailed,
    /// The reader of the output went away before the end.
    ReaderGone,
}

/// A line of the input.
enum Line {
    /// Its bytes, without the line end.
    Bytes(Vec<u8>),
    /// It was longer than [`LONGEST_LINE`] and was skipped.
    TooLong,
    /// Reading failed; the last line.
    Broken(io::Error),
}

/// A line and where its answer goes.
struct Job {
    number: u64,
    line: Line,
    answer: SyncSender<Answer>,
}

/// What is written for a line.
struct Answer {
    row: Vec<u8>,
    failed: bool,
}

/// A row of the output.
#[derive(Serialize)]
#[serde(untagged)]
enum Row<'a> {
    /// The report; of a page also the text that its ranges point into.
    Report {
        id: &'a Value,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<&'a str>,
        report: &'a Report,
    },
    /// Why there is none.
    Error { id: &'a Value, error: &'a str },
}

/// Analyses the rows of `source` with `jobs` workers and writes one row for each to `sink`.
///
/// # Errors
/// When the output cannot be written for another reason than that its reader went away, or a
/// thread cannot be started.
pub fn run(source: Box<dyn Read + Send>, sink: impl Write, defaults: Dates, jobs: usize) -> io::Result<Outcome> {
    let jobs = jobs.max(1);
    let (to_workers, work) = sync_channel::<Job>(jobs);
    let (to_writer, answers) = sync_channel::<Receiver<Answer>>(jobs * ROWS_PER_WORKER);
    let work = Arc::new(Mutex::new(work));
    // The threads are not waited for: if the reader of the output goes away, the one that reads
    // may well be blocked on an input that never ends.
    thread::Builder::new().spawn(move || feed(source, &to_workers, &to_writer))?;
    for _ in 0..jobs {
        let work = Arc::clone(&work);
        thread::Builder::new().stack_size(STACK).spawn(move || serve(&work, defaults))?;
    }
    match write(sink, &answers) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Outcome::ReaderGone),
        result => result,
    }
}

/// Reads lines and hands each to the workers, and its answer's channel to the writer.
fn feed(source: Box<dyn Read + Send>, to_workers: &SyncSender<Job>, to_writer: &SyncSender<Receiver<Answer>>) {
    let mut source = BufReader::new(source);
    for number in 1.. {
        let Some(line) = next_line(&mut source, LONGEST_LINE) else {
            return;
        };
        if matches!(&line, Line::Bytes(bytes) if bytes.trim_ascii().is_empty()) {
            continue;
        }
        let last = matches!(line, Line::Broken(_));
        let (answer, receiver) = sync_channel(1);
        let job = Job { number, line, answer };
        if to_writer.send(receiver).is_err() || to_workers.send(job).is_err() || last {
            return;
        }
    }
}

/// The next line, or none at the end.
fn next_line(source: &mut impl BufRead, longest: usize) -> Option<Line> {
    let mut bytes = Vec::new();
    let mut too_long = false;
    loop {
        let limit = longest as u64 + 1;
        let before = bytes.len();
        let read = match source.by_ref().take(limit).read_until(b'\n', &mut bytes) {
            Ok(read) => read,
            Err(error) => return Some(Line::Broken(error)),
        };
        let ended = bytes.last() == Some(&b'\n');
        if read == 0 && before == 0 && !too_long {
            return None;
        }
        if ended || read == 0 || read < limit as usize {
            break;
        }
        // Longer than a line may be: the rest is read and thrown away.
        too_long = true;
        bytes.clear();
    }
    if too_long {
        return Some(Line::TooLong);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    }
    Some(Line::Bytes(bytes))
}

/// Answers lines until there are no more.
fn serve(work: &Mutex<Receiver<Job>>, defaults: Dates) {
    loop {
        let next = match work.lock() {
            Ok(work) => work.recv(),
            Err(_) => return,
        };
        let Ok(job) = next else { return };
        // The writer may be gone; then nobody waits for the answer.
        let _ = job.answer.send(answer(job.line, job.number, defaults));
    }
}

/// Writes the answers in the order of the lines; what is ready is flushed before waiting for more.
fn write(sink: impl Write, answers: &Receiver<Receiver<Answer>>) -> io::Result<Outcome> {
    let mut sink = BufWriter::new(sink);
    let mut outcome = Outcome::Done;
    while let Ok(answer) = receive(answers, &mut sink)? {
        // A worker that gave no answer has panicked over this row.
        let answer = receive(&answer, &mut sink)?.unwrap_or_else(|_| Answer {
            row: row(&Row::Error { id: &Value::Null, error: "the analysis of this row failed" }),
            failed: true,
        });
        sink.write_all(&answer.row)?;
        if answer.failed {
            outcome = Outcome::SomeFailed;
        }
    }
    sink.flush()?;
    Ok(outcome)
}

/// What comes next on the channel; before a wait, the output is flushed.
fn receive<T>(channel: &Receiver<T>, sink: &mut impl Write) -> io::Result<Result<T, RecvError>> {
    match channel.try_recv() {
        Ok(value) => Ok(Ok(value)),
        Err(TryRecvError::Disconnected) => Ok(Err(RecvError)),
        Err(TryRecvError::Empty) => {
            sink.flush()?;
            Ok(channel.recv())
        }
    }
}

/// The answer to a line.
fn answer(line: Line, number: u64, defaults: Dates) -> Answer {
    let mut id = Value::String(format!("line:{number}"));
    match analysed(line, number, &mut id, defaults) {
        Ok((article, report, from_html)) => Answer {
            row: row(&Row::Report { id: &id, text: from_html.then_some(article.text.as_str()), report: &report }),
            failed: false,
        },
        Err(error) => Answer { row: row(&Row::Error { id: &id, error: &error }), failed: true },
    }
}

/// Reads a row and analyses its article; `id` is set as soon as it is known.
fn analysed(line: Line, number: u64, id: &mut Value, defaults: Dates) -> Result<(Article, Report, bool), String> {
    let bytes = match line {
        Line::Bytes(bytes) => bytes,
        Line::TooLong => {
            return Err(format!("the line is longer than {} MiB", LONGEST_LINE >> 20));
        }
        Line::Broken(error) => return Err(format!("the input cannot be read further: {error}")),
    };
    let line = input::decode(bytes).map_err(|error| format!("the line {error}"))?;
    // The message of the parser ends in its own line number, which is always 1 here.
    let fields: Value = serde_json::from_str(&line).map_err(|error| {
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or(&message);
        format!("line {number} is not JSON: {what} (column {})", error.column())
    })?;
    let Value::Object(mut fields) = fields else {
        return Err(format!("line {number} is not a JSON object"));
    };
    if let Some(given) = fields.remove("id").filter(|given| !given.is_null()) {
        *id = given;
    }
    let corrections = match fields.remove("corrections") {
        None | Some(Value::Null) => Vec::new(),
        Some(list) => input::corrections(list)?,
    };
    let mut string = |name: &str| match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(value)) => Ok(Some(value)),
        Some(_) => Err(format!("\"{name}\" is not a string")),
    };
    let (text, html) = (string("text")?, string("html")?);
    let (published, today) = (string("published")?, string("today")?);
    let dates = defaults.or(published.as_deref(), today.as_deref())?;
    let from_html = html.is_some();
    let article = match (text, html) {
        (Some(text), None) => input::from_text(text)?,
        (None, Some(html)) => input::from_html(&html)?,
        (None, None) => return Err("the row has neither \"text\" nor \"html\"".to_owned()),
        (Some(_), Some(_)) => {
            return Err("the row has both \"text\" and \"html\"; give one of them".to_owned());
        }
    };
    let report = analyze(&article.text, &dates.options(&article).corrected(corrections));
    Ok((article, report, from_html))
}

/// The row as a line of JSON.
fn row(row: &Row<'_>) -> Vec<u8> {
    let mut line = serde_json::to_vec(row).unwrap_or_else(|error| {
        // Plain data always serialises; this says so rather than losing the row.
        format!("{{\"id\":null,\"error\":\"{error}\"}}").into_bytes()
    });
    line.push(b'\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8], longest: usize) -> Vec<Option<Vec<u8>>> {
        let mut source = BufReader::with_capacity(3, text);
        std::iter::from_fn(|| next_line(&mut source, longest))
            .map(|line| match line {
                Line::Bytes(bytes) => Some(bytes),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn lines_are_split_and_long_ones_skipped() {
        assert_eq!(
            lines(b"ab\n\nabcdefghijkl\ncd", 4),
            [Some(b"ab".to_vec()), Some(vec![]), None, Some(b"cd".to_vec())]
        );
        assert_eq!(lines(b"", 4), []);
        assert_eq!(lines(b"abcd\n", 4), [Some(b"abcd".to_vec())]);
        assert_eq!(lines(b"abcde", 4), [None]);
        assert_eq!(lines(b"abcdefghij", 4), [None]);
    }
}
