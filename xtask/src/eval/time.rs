//! Scores of temporal expressions (TempEval-3) and of timelines.
//!
//! Expressions are aligned one to one, equal spans first, then the largest overlap. *Strict*: equal spans;
//! *relaxed*: any overlap; *type* and *value*: relaxed, with the type or value right; *day*: only values that name
//! a day, overlapping spans, the same day. The date of creation does not count, nor what lies behind the end of
//! the annotation. A range counts by its first value, as the corpora annotate it.

use super::{Score, timeline, write_lines};
use crate::corpora::byte_offsets;
use crate::corpora::time::{TimedText, Timex, read};
use article_lens::lexicon::Lexicon;
use article_lens::{Options, analysis, parse_date};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// The corpora with expressions and their values.
pub const CORPORA: [&str; 3] = ["timebank", "meantime", "wikiwars"];
/// The day of the analysis where a text has no day of publication; no expression of the corpora counts from it.
const TODAY: &str = "2025-05-12";

/// What was found in one text.
#[derive(Serialize)]
pub struct Found {
    /// The text's name.
    pub id: String,
    /// The expressions.
    pub timexes: Vec<Timex>,
}

/// The options that a gold text is analysed with.
pub fn options(text: &TimedText) -> anyhow::Result<Options> {
    let options = Options::new(parse_date("today", TODAY)?);
    Ok(match text.dct.as_deref().filter(|d| d.len() >= 10) {
        Some(day) => options.published(parse_date("published", day)?),
        None => options,
    })
}

/// The expressions that the engine finds.
pub fn found(text: &TimedText, lexicon: &Lexicon<'_>) -> anyhow::Result<Found> {
    let analysis = analysis::run(&text.text, &options(text)?, lexicon);
    let offsets = byte_offsets(&text.text);
    let code = |byte: usize| offsets.partition_point(|o| *o < byte);
    let timex = |time: &article_lens::time::TimeExpression| {
        let value = &time.resolved.value;
        let (first, last) = value.split_once('/').map_or((value.as_str(), None), |(a, b)| (a, Some(b.to_owned())));
        Timex {
            start: code(time.span.start),
            end: code(time.span.end),
            kind: time.resolved.kind.as_str().to_owned(),
            value: first.to_owned(),
            function: None,
            end_value: last,
        }
    };
    Ok(Found { id: text.id.clone(), timexes: analysis.times.expressions.iter().map(timex).collect() })
}

/// The scores of one corpus.
#[derive(Default)]
pub struct Scores {
    strict: Score,
    relaxed: Score,
    kind: Score,
    value: Score,
    day: Score,
}

impl Scores {
    /// The scores by name.
    pub fn rows(&self) -> [(&'static str, Score); 5] {
        [
            ("strict", self.strict),
            ("relaxed", self.relaxed),
            ("type", self.kind),
            ("value", self.value),
            ("day", self.day),
        ]
    }

    /// As JSON.
    pub fn json(&self) -> Value {
        Value::Object(self.rows().iter().map(|(name, score)| ((*name).to_owned(), score.json())).collect())
    }

    /// One line of a table.
    pub fn line(&self) -> String {
        self.rows().iter().map(|(_, score)| format!("{:9.1}", score.f1())).collect()
    }
}

/// Compares what was found with the gold; `wrong` is told of each difference in words.
pub fn score(gold: &[TimedText], found: &[Found], mut wrong: impl FnMut(String)) -> Scores {
    let mut scores = Scores::default();
    for (text, found) in gold.iter().zip(found) {
        let counts = |t: &&Timex| t.end <= text.eval_end.unwrap_or(usize::MAX) && t.start < t.end;
        let (creation, expected): (Vec<&Timex>, Vec<&Timex>) =
            text.timexes.iter().filter(counts).partition(|t| t.function.as_deref() == Some("CREATION_TIME"));
        let own = |t: &&Timex| !creation.iter().any(|c| overlap(t, c) > 0);
        let given: Vec<&Timex> = found.timexes.iter().filter(counts).filter(own).collect();
        let pairs = align(&expected, &given);
        let count =
            |test: &dyn Fn(&Timex, &Timex) -> bool| pairs.iter().filter(|(e, g)| test(expected[*e], given[*g])).count();
        let add =
            |score: &mut Score, right: usize| score.add(Score { right, given: given.len(), gold: expected.len() });
        add(&mut scores.strict, count(&|e, g| (e.start, e.end) == (g.start, g.end)));
        add(&mut scores.relaxed, pairs.len());
        add(&mut scores.kind, count(&|e, g| e.kind == g.kind));
        add(&mut scores.value, count(&|e, g| e.value.trim() == g.value));
        let days = |list: &[&Timex]| list.iter().filter(|t| day(&t.value).is_some()).count();
        scores.day.add(Score {
            right: count(&|e, g| day(&e.value).is_some() && day(&e.value) == day(&g.value)),
            given: days(&given),
            gold: days(&expected),
        });
        differences(text, &expected, &given, &pairs, &mut wrong);
    }
    scores
}

/// Tells of what was missed, what is too many, and what has another span, value or type.
fn differences(
    text: &TimedText,
    expected: &[&Timex],
    given: &[&Timex],
    pairs: &[(usize, usize)],
    wrong: &mut impl FnMut(String),
) {
    let chars: Vec<char> = text.text.chars().collect();
    let words = |t: &Timex| chars[t.start..t.end].iter().collect::<String>().replace('\n', " ");
    let around = |t: &Timex| {
        let slice = &chars[t.start.saturating_sub(60)..(t.end + 40).min(chars.len())];
        slice.iter().collect::<String>().replace('\n', " ")
    };
    let dct = text.dct.as_deref().unwrap_or("");
    let mut tell = |what: &str, e: Option<&Timex>, g: Option<&Timex>| {
        let show = |t: Option<&Timex>| t.map_or(String::new(), |t| format!("{} {} {}", words(t), t.kind, t.value));
        let place = e.or(g).map_or(String::new(), around);
        wrong(format!("{what}\t{}\t{dct}\t{}\t{}\t{place}", text.id, show(e), show(g)));
    };
    for &(e, g) in pairs {
        let (e, g) = (expected[e], given[g]);
        if e.value.trim() != g.value {
            tell("value", Some(e), Some(g));
        } else if (e.start, e.end) != (g.start, g.end) {
            tell("span", Some(e), Some(g));
        } else if e.kind != g.kind {
            tell("type", Some(e), Some(g));
        }
    }
    let (found, used): (BTreeSet<usize>, BTreeSet<usize>) = pairs.iter().copied().unzip();
    (0..expected.len()).filter(|e| !found.contains(e)).for_each(|e| tell("missed", Some(expected[e]), None));
    (0..given.len()).filter(|g| !used.contains(g)).for_each(|g| tell("too many", None, Some(given[g])));
}

fn overlap(a: &Timex, b: &Timex) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Pairs of expected and given expressions that overlap, one to one.
fn align(expected: &[&Timex], given: &[&Timex]) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(bool, std::cmp::Reverse<usize>, usize, usize)> = Vec::new();
    for (e, gold) in expected.iter().enumerate() {
        for (g, found) in given.iter().enumerate() {
            let shared = overlap(gold, found);
            if shared > 0 {
                candidates.push(((gold.start, gold.end) != (found.start, found.end), std::cmp::Reverse(shared), e, g));
            }
        }
    }
    candidates.sort();
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    let free = |(.., e, g): (bool, std::cmp::Reverse<usize>, usize, usize)| {
        (!left.contains(&e) && !right.contains(&g)).then(|| {
            left.insert(e);
            right.insert(g);
            (e, g)
        })
    };
    candidates.into_iter().filter_map(free).collect()
}

/// The day that a value names.
fn day(value: &str) -> Option<&str> {
    let day = value.get(..10)?;
    let shaped = day.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    let ends = value.len() == 10 || value[10..].starts_with('T');
    (shaped && ends).then_some(day)
}

/// How many sentences of `phenomena` are fully right, with what is wrong in the others.
fn phenomena(gold: &[TimedText], found: &[Found]) -> (usize, Vec<String>) {
    let mut wrong = Vec::new();
    for (text, found) in gold.iter().zip(found) {
        let same = |e: &Timex, g: &Timex| {
            let last = e.end_value.is_none() || e.end_value == g.end_value;
            (e.start, e.end, &e.kind, &e.value) == (g.start, g.end, &g.kind, &g.value) && last
        };
        let right = text.timexes.len() == found.timexes.len()
            && text.timexes.iter().zip(&found.timexes).all(|(e, g)| same(e, g));
        if !right {
            let show = |t: &Timex| format!("{}..{} {} {} {:?}", t.start, t.end, t.kind, t.value, t.end_value);
            let list = |l: &[Timex]| l.iter().map(show).collect::<Vec<_>>().join("; ");
            wrong.push(format!(
                "{}: {} [{}] found [{}]",
                text.id,
                text.text,
                list(&text.timexes),
                list(&found.timexes)
            ));
        }
    }
    (gold.len() - wrong.len(), wrong)
}

/// Prints the tables and returns them as JSON; with `out`, writes what was found, and what is wrong, there.
pub fn report(folder: &Path, lexicon: &Lexicon<'_>, out: Option<&Path>, quiet: bool) -> anyhow::Result<Value> {
    let folder = folder.join("time");
    let all = |texts: &[TimedText]| texts.iter().map(|text| found(text, lexicon)).collect::<anyhow::Result<Vec<_>>>();
    if let Some(out) = out {
        std::fs::create_dir_all(out)?;
    }
    let mut rows = Map::new();
    if !quiet {
        println!("time{:>25}{:>9}{:>9}{:>9}{:>9}", "strict", "relaxed", "type", "value", "day");
    }
    for name in CORPORA {
        let gold = read(&folder.join(format!("{name}.jsonl")))?;
        let system = all(&gold)?;
        let mut wrong = Vec::new();
        let scores = score(&gold, &system, |difference| wrong.push(difference));
        if !quiet {
            println!("{name:<20}{}", scores.line());
        }
        if let Some(out) = out {
            wrong.sort();
            std::fs::write(out.join(format!("{name}.time.txt")), wrong.join("\n") + "\n")?;
            write_lines(&out.join(format!("{name}.time.jsonl")), &system)?;
        }
        rows.insert(name.into(), scores.json());
    }
    let gold = read(&folder.join("phenomena.jsonl"))?;
    let (right, wrong) = phenomena(&gold, &all(&gold)?);
    let cases = read(&folder.join("chrono_cases.jsonl"))?;
    let negatives: Vec<TimedText> = cases.into_iter().filter(|case| case.timexes.is_empty()).collect();
    let dates = |f: &Found| f.timexes.iter().any(|t| t.kind == "DATE" || t.kind == "TIME");
    let false_alarms: Vec<Found> = all(&negatives)?.into_iter().filter(dates).collect();
    if let Some(out) = out {
        let texts = |id: &str| negatives.iter().find(|n| n.id == id).map_or("", |n| n.text.as_str());
        let alarms = false_alarms.iter().map(|f| format!("{}: {:?}", f.id, texts(&f.id)));
        let lines: Vec<String> = wrong.iter().cloned().chain(alarms).collect();
        std::fs::write(out.join("phenomena.time.txt"), lines.join("\n") + "\n")?;
    }
    if !quiet {
        println!("phenomena: {right} of {} sentences fully right", gold.len());
        println!("no dates: {} of {} texts give one\n", false_alarms.len(), negatives.len());
    }
    rows.insert("phenomena".into(), json!({"right": right, "sentences": gold.len()}));
    rows.insert("negatives".into(), json!({"wrong": false_alarms.len(), "texts": negatives.len()}));
    let texts = read(&folder.join("meantime.jsonl"))?;
    rows.insert("meantime timelines".into(), timeline::report(&texts, lexicon, out, quiet)?);
    Ok(Value::Object(rows))
}
