//! Scores of statements: who does what to whom, and who takes which position.
//!
//! *Events* are the sentences of the PLOVER codebook. *first*: the first statement with a category has the gold one;
//! *any*: some statement has it. *parties*: of the sentences with the right category (*any*), those where a source and
//! a target of that statement overlap words that the gold names; a part that the gold leaves out is not asked for.
//!
//! *Marked* articles have their statements marked by hand ([`super::marked`]).

use super::{marked, percent};
use crate::corpora::stance::{EventSentence, Party, read};
use article_lens::analysis::{self, Analysis};
use article_lens::lexicon::Lexicon;
use article_lens::stance::Statement;
use article_lens::text::Span;
use article_lens::{Options, parse_date};
use serde_json::{Map, Value, json};
use std::path::Path;

/// No statement depends on the day of the analysis.
const TODAY: &str = "2025-05-12";

/// The present class of one of an early codebook.
fn class(event: &str) -> &str {
    match event {
        "DEMAND" => "REQUEST",
        "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
        "FIGHT" => "ASSAULT",
        "YIELD" => "CONCEDE",
        class => class,
    }
}

/// The stretches of a sentence that name a party.
fn places<'a>(text: &'a str, parties: &'a [Party]) -> impl Iterator<Item = Span> + 'a {
    let named = parties.iter().map(|party| party.text.trim()).filter(|name| !name.is_empty());
    named.flat_map(|name| text.match_indices(name).map(move |(at, _)| Span::new(at, at + name.len())))
}

fn overlaps(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether a statement names a source and a target that the gold names.
fn parties(analysis: &Analysis<'_>, gold: &EventSentence, statement: &Statement) -> (bool, bool) {
    let named = |spans: &mut dyn Iterator<Item = Span>, parties: &[Party]| {
        let spans: Vec<Span> = spans.collect();
        parties.is_empty() || places(&gold.text, parties).any(|place| spans.iter().any(|&s| overlaps(s, place)))
    };
    let document = &analysis.document;
    // A pronoun is as good as the name it stands for.
    let resolved = |parties: &[Party]| {
        let texts = || statement.sources.iter().map(|s| s.text.as_str());
        parties.iter().filter(|p| !p.text.trim().is_empty()).any(|p| texts().any(|t| t.contains(p.text.trim())))
    };
    let source = resolved(&gold.source)
        || named(&mut statement.sources.iter().map(|s| document.span(s.tokens.clone())), &gold.source);
    let target = named(&mut statement.targets.iter().map(|t| document.span(t.tokens.clone())), &gold.target);
    (source, target)
}

/// Counts of the event sentences.
#[derive(Default)]
struct Events {
    sentences: usize,
    first: usize,
    any: usize,
    parties: usize,
}

fn events(gold: &[EventSentence], lexicon: &Lexicon<'_>, wrong: &mut Vec<String>) -> anyhow::Result<Events> {
    let options = Options::new(parse_date("today", TODAY)?);
    let mut events = Events::default();
    for sentence in gold {
        let analysis = analysis::run(&sentence.text, &options, lexicon);
        let class = class(&sentence.event);
        let coded: Vec<&Statement> = analysis.statements.iter().filter(|s| !s.category.is_empty()).collect();
        let first = coded.first().is_some_and(|s| s.category == class);
        let same: Vec<(bool, bool)> =
            coded.iter().filter(|s| s.category == class).map(|s| parties(&analysis, sentence, s)).collect();
        let whole = same.contains(&(true, true));
        events.sentences += 1;
        events.first += usize::from(first);
        events.any += usize::from(!same.is_empty());
        events.parties += usize::from(whole);
        if !(first && whole) {
            let told: Vec<String> = analysis.statements.iter().map(|s| told(&analysis, s)).collect();
            let what = if first { "parties" } else { class };
            wrong.push(format!("{what}\t{}\t{}\t{}\t{same:?}", sentence.id, sentence.text, told.join("; ")));
        }
    }
    Ok(events)
}

/// A statement in words.
fn told(analysis: &Analysis<'_>, statement: &Statement) -> String {
    let words = |range: &std::ops::Range<usize>| analysis.document.words(range.clone());
    let sources: Vec<&str> = statement.sources.iter().map(|s| words(&s.tokens)).collect();
    let targets: Vec<String> = statement
        .targets
        .iter()
        .map(|t| format!("{} {:+} {}", t.role.as_str(), t.polarity, words(&t.tokens)))
        .collect();
    format!(
        "[{}] {} “{}” {} [{}]",
        sources.join(" + "),
        statement.act.as_str(),
        words(&statement.cue),
        statement.category,
        targets.join(", ")
    )
}

/// Prints the scores and returns them as JSON; with `out`, writes what is wrong there.
pub fn report(folder: &Path, lexicon: &Lexicon<'_>, out: Option<&Path>, quiet: bool) -> anyhow::Result<Value> {
    let gold: Vec<EventSentence> = read(&folder.join("stance/plover_dev.jsonl"))?;
    let mut wrong = Vec::new();
    let found = events(&gold, lexicon, &mut wrong)?;
    let share = |part: usize, whole: usize| (percent(part, whole) * 10.0).round() / 10.0;
    let row = json!({
        "first": share(found.first, found.sentences),
        "any": share(found.any, found.sentences),
        "parties": share(found.parties, found.any),
    });
    if !quiet {
        println!("events                  first      any  parties");
        println!(
            "{:20}{:9.1}{:9.1}{:9.1}",
            "plover_dev",
            row["first"].as_f64().unwrap_or(0.0),
            row["any"].as_f64().unwrap_or(0.0),
            row["parties"].as_f64().unwrap_or(0.0)
        );
    }
    if let Some(out) = out {
        std::fs::create_dir_all(out)?;
        std::fs::write(out.join("plover_dev.wrong.tsv"), wrong.join("\n") + "\n")?;
    }
    let mut rows = Map::new();
    rows.insert("plover_dev".to_owned(), row);
    let sample = marked::score(&folder.join("sample"))?;
    if !quiet {
        println!("marked statements    of    found     acts    extra");
        let (found, extra) = (sample.found, sample.extra.len());
        println!("{:17}{:6}{found:9}{:9}{extra:9}", "sample", sample.marked, sample.acts);
        println!("{}", sample.missing.iter().chain(&sample.extra).cloned().collect::<Vec<_>>().join(", "));
    }
    let row = json!({ "found": sample.found, "acts": sample.acts, "extra": sample.extra.len() });
    rows.insert("sample".to_owned(), row);
    Ok(Value::Object(rows))
}
