//! Scores of timelines against dated event mentions.
//!
//! *Date*: distinct dates of an article; *item*: pairs of date and sentence; *event*: share of event mentions whose
//! date is that of the nearest item in their sentence; *order*: share of pairs of event mentions with different
//! dates that come in the right order. The first six sentences count; *all events* looks at whole articles.

use super::{Score, percent, time, write_lines};
use crate::corpora::byte_offsets;
use crate::corpora::time::TimedText;
use article_lens::analysis;
use article_lens::lexicon::Lexicon;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// The last sentence that counts.
const LAST_SENTENCE: usize = 5;

/// A dated item of a timeline.
#[derive(Debug, Clone, Serialize)]
struct Item {
    date: String,
    start: usize,
    end: usize,
}

/// The timeline of one text.
#[derive(Serialize)]
struct Timeline {
    id: String,
    items: Vec<Item>,
}

/// A date as it is compared: year, month and day as far as they are known.
fn normal(value: &str) -> Option<String> {
    let mut value = value.split('T').next().unwrap_or(value);
    while let Some(shorter) = value.strip_suffix("-XX") {
        value = shorter;
    }
    let shape: String = value.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    matches!(shape.as_str(), "9999" | "9999-99" | "9999-99-99").then(|| value.to_owned())
}

/// The timeline that the engine builds.
fn built(text: &TimedText, lexicon: &Lexicon<'_>) -> anyhow::Result<Timeline> {
    let analysis = analysis::run(&text.text, &time::options(text)?, lexicon);
    let offsets = byte_offsets(&text.text);
    let code = |byte: usize| offsets.partition_point(|o| *o < byte);
    // Each word that tells an event is an item, and so is each other telling of it.
    let trigger = |event: &article_lens::timeline::Event| analysis.document.span(event.trigger..event.trigger + 1);
    let items = analysis.timeline.iter().flat_map(|event| {
        let date = event.date.split('/').next().unwrap_or("").to_owned();
        let item = move |span: article_lens::text::Span| (date.clone(), span);
        [trigger(event)].into_iter().chain(event.mentions.iter().copied()).map(item)
    });
    let item =
        |(date, span): (String, article_lens::text::Span)| Item { date, start: code(span.start), end: code(span.end) };
    Ok(Timeline { id: text.id.clone(), items: items.map(item).collect() })
}

/// An event mention with its date: place, sentence, date.
type Mention = (usize, usize, usize, String);

#[derive(Default)]
struct Scores {
    date: Score,
    item: Score,
    event: (usize, usize),
    all_events: (usize, usize),
    order: (usize, usize),
}

/// Prints the scores and returns them as JSON.
pub fn report(texts: &[TimedText], lexicon: &Lexicon<'_>, out: Option<&Path>, quiet: bool) -> anyhow::Result<Value> {
    let mut scores = Scores::default();
    let (mut timelines, mut wrong) = (Vec::new(), Vec::new());
    for text in texts.iter().filter(|t| t.dct.as_deref().is_some_and(|d| d.len() >= 10)) {
        let timeline = built(text, lexicon)?;
        score(text, &timeline, &mut scores, &mut wrong);
        timelines.push(timeline);
    }
    if let Some(out) = out {
        write_lines(&out.join("meantime.timeline.jsonl"), &timelines)?;
        std::fs::write(out.join("meantime.timeline.txt"), wrong.join("\n") + "\n")?;
    }
    let share = |(right, all): (usize, usize)| (percent(right, all) * 10.0).round() / 10.0;
    if !quiet {
        println!("timelines of meantime{:>9}{:>7}{:>7}", "P", "R", "F1");
        for (name, s) in [("dates", scores.date), ("items", scores.item)] {
            println!("{name:<21}{:>9.1}{:>7.1}{:>7.1}", s.precision(), s.recall(), s.f1());
        }
        let (event, all, order) = (share(scores.event), share(scores.all_events), share(scores.order));
        println!("events right {event}, in whole articles {all}, in order {order}\n");
    }
    Ok(json!({
        "date": scores.date.json(), "item": scores.item.json(),
        "event": share(scores.event), "allEvents": share(scores.all_events), "order": share(scores.order),
    }))
}

fn score(text: &TimedText, timeline: &Timeline, scores: &mut Scores, wrong: &mut Vec<String>) {
    let sentence = |at: usize| text.sents.iter().position(|&(a, b)| a <= at && at < b);
    let dated: Vec<Mention> =
        text.events.iter().filter_map(|e| Some((e.start, e.end, e.sent, normal(e.date.as_deref()?)?))).collect();
    if dated.is_empty() {
        return;
    }
    let items: Vec<(usize, &Item)> = timeline.items.iter().filter_map(|i| Some((sentence(i.start)?, i))).collect();
    let nearest = |(start, end, sent, _): &Mention, within: usize| {
        let own = items.iter().filter(|(s, _)| s == sent && *s <= within);
        let near = own.min_by_key(|(_, i)| i.start.abs_diff(*end).min(start.abs_diff(i.end)));
        near.and_then(|(_, i)| normal(&i.date))
    };
    for mention in &dated {
        scores.all_events.1 += 1;
        scores.all_events.0 += usize::from(nearest(mention, usize::MAX).as_ref() == Some(&mention.3));
    }
    let first: Vec<&Mention> = dated.iter().filter(|m| m.2 <= LAST_SENTENCE).collect();
    if first.is_empty() {
        return;
    }
    let given: Vec<(String, usize)> =
        items.iter().filter(|(s, _)| *s <= LAST_SENTENCE).filter_map(|(s, i)| Some((normal(&i.date)?, *s))).collect();
    let gold_dates: BTreeSet<&String> = first.iter().map(|m| &m.3).collect();
    let given_dates: BTreeSet<&String> = given.iter().map(|(d, _)| d).collect();
    let gold_items: BTreeSet<(&String, usize)> = first.iter().map(|m| (&m.3, m.2)).collect();
    let given_items: BTreeSet<(&String, usize)> = given.iter().map(|(d, s)| (d, *s)).collect();
    scores.date.add(sets(&gold_dates, &given_dates));
    scores.item.add(sets(&gold_items, &given_items));
    let predicted: Vec<Option<String>> = first.iter().map(|m| nearest(m, LAST_SENTENCE)).collect();
    for (mention, date) in first.iter().zip(&predicted) {
        scores.event.1 += 1;
        scores.event.0 += usize::from(date.as_ref() == Some(&mention.3));
        if date.as_ref() != Some(&mention.3) {
            let chars: Vec<char> = text.text.chars().collect();
            let (a, b) = text.sents[mention.2];
            let words = |a: usize, b: usize| chars[a..b].iter().collect::<String>().replace('\n', " ");
            let found = date.as_deref().unwrap_or("none");
            let dct = text.dct.as_deref().unwrap_or("");
            let event = words(mention.0, mention.1);
            wrong.push(format!("{}\t{dct}\t{event}\t{}\tfound {found}\t{}", text.id, mention.3, words(a, b)));
        }
    }
    for x in 0..first.len() {
        for y in x + 1..first.len() {
            let Some(order) = order(&first[x].3, &first[y].3) else { continue };
            scores.order.1 += 1;
            let found = predicted[x].as_ref().zip(predicted[y].as_ref()).and_then(|(a, b)| self::order(a, b));
            scores.order.0 += usize::from(found == Some(order));
        }
    }
}

/// Whether the first date is the earlier one; nothing where one holds the other.
fn order(a: &str, b: &str) -> Option<bool> {
    let length = a.len().min(b.len());
    let (a, b) = (&a[..length], &b[..length]);
    (a != b).then_some(a < b)
}

fn sets<T: Ord>(gold: &BTreeSet<T>, given: &BTreeSet<T>) -> Score {
    Score { right: gold.intersection(given).count(), given: given.len(), gold: gold.len() }
}
