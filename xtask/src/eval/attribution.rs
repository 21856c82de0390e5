//! Scores of attributions: who says what.
//!
//! *Link*, the main score: a piece that was found is right if at least four fifths of its characters lie in one gold
//! content and its source shares a character with the gold source; a gold attribution is found if its right pieces
//! cover at least half of it. Spaces do not count, nor attributions without a source. Recall is told apart for
//! contents that are quoted (four fifths of them between quotation marks), mixed (a quotation of four words in told
//! speech) and told. *Exact*: equal spans of sources, cues and contents, however they are linked.

use super::{Score, percent, write_lines};
use crate::corpora::byte_offsets;
use crate::corpora::stance::{Attributed, AttributedText, Range, read};
use article_lens::lexicon::Lexicon;
use article_lens::text::Span;
use article_lens::{Options, analysis, parse_date};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The corpora with attributions, by file name.
pub const CORPORA: [&str; 1] = ["polnear_dev"];
/// No attribution depends on the day of the analysis.
const TODAY: &str = "2025-05-12";
/// Share of a found piece that must lie in the gold content.
const WITHIN: f64 = 0.8;
/// Share of a gold content that must be found.
const COVERED: f64 = 0.5;
/// Longest quotation, in characters.
const LONGEST: usize = 1500;

/// What was found in one text.
#[derive(Serialize)]
pub struct Found {
    /// The text's name.
    pub id: String,
    /// Its attributions.
    pub attributions: Vec<Attributed>,
}

/// The attributions that the engine finds.
pub fn found(text: &AttributedText, lexicon: &Lexicon<'_>) -> anyhow::Result<Found> {
    let analysis = analysis::run(&text.text, &Options::new(parse_date("today", TODAY)?), lexicon);
    let offsets = byte_offsets(&text.text);
    let code = |byte: usize| offsets.partition_point(|o| *o < byte);
    let range = |span: Span| (code(span.start), code(span.end));
    let attributions = &analysis.attributions.list;
    let attributions = attributions.iter().map(|a| Attributed {
        source: a.sources.iter().map(|s| range(analysis.document.span(s.tokens.clone()))).collect(),
        cue: a.cue.iter().map(|c| range(analysis.document.span(c.clone()))).collect(),
        content: a.content.iter().map(|&c| range(c)).collect(),
    });
    Ok(Found { id: text.id.clone(), attributions: attributions.collect() })
}

/// How a content is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Manner {
    Direct,
    Mixed,
    Indirect,
}

impl Manner {
    fn as_str(self) -> &'static str {
        match self {
            Manner::Direct => "direct",
            Manner::Mixed => "mixed",
            Manner::Indirect => "indirect",
        }
    }
}

/// The scores of one corpus.
#[derive(Default)]
pub struct Scores {
    right: usize,
    given: usize,
    covered: usize,
    gold: usize,
    manner: BTreeMap<&'static str, (usize, usize)>,
    exact: [Score; 3],
}

impl Scores {
    fn precision(&self) -> f64 {
        percent(self.right, self.given)
    }

    fn recall(&self) -> f64 {
        percent(self.covered, self.gold)
    }

    fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    fn of_manner(&self, manner: Manner) -> f64 {
        self.manner.get(manner.as_str()).map_or(0.0, |&(found, all)| percent(found, all))
    }

    /// As JSON.
    pub fn json(&self) -> Value {
        let tenth = |x: f64| (x * 10.0).round() / 10.0;
        let recall: Map<String, Value> = [Manner::Direct, Manner::Mixed, Manner::Indirect]
            .map(|m| (m.as_str().to_owned(), json!(tenth(self.of_manner(m)))))
            .into_iter()
            .collect();
        let [source, cue, content] = self.exact.map(Score::json);
        json!({
            "link": {"p": tenth(self.precision()), "r": tenth(self.recall()), "f1": tenth(self.f1()), "gold": self.gold},
            "recall": recall, "source": source, "cue": cue, "content": content,
        })
    }

    /// One line of a table.
    pub fn line(&self) -> String {
        let manners = [Manner::Direct, Manner::Mixed, Manner::Indirect].map(|m| self.of_manner(m));
        let exact = self.exact.map(Score::f1);
        let all = [self.precision(), self.recall(), self.f1()].into_iter().chain(manners).chain(exact);
        all.map(|x| format!("{x:9.1}")).collect()
    }
}

/// Compares what was found with the gold; `wrong` is told of each difference in words.
pub fn score(gold: &[AttributedText], found: &[Found], mut wrong: impl FnMut(String)) -> Scores {
    let mut scores = Scores::default();
    for (text, found) in gold.iter().zip(found) {
        let chars: Vec<char> = text.text.chars().collect();
        let quoted = quoted(&chars);
        let set = |spans: &[Range]| -> BTreeSet<usize> {
            let spans = spans.iter().flat_map(|&(start, end)| start..end.min(chars.len()));
            spans.filter(|&i| !chars[i].is_whitespace()).collect()
        };
        let roles: [fn(&Attributed) -> &Vec<Range>; 3] = [|a| &a.source, |a| &a.cue, |a| &a.content];
        for (score, role) in scores.exact.iter_mut().zip(roles) {
            let spans = |all: &[Attributed]| all.iter().flat_map(|a| role(a).clone()).collect::<BTreeSet<Range>>();
            let (expected, given) = (spans(&text.attributions), spans(&found.attributions));
            score.add(Score { right: expected.intersection(&given).count(), given: given.len(), gold: expected.len() });
        }
        let sets = |all: &[Attributed]| {
            let sets =
                all.iter().filter(|a| !a.content.is_empty()).map(|a| (a.clone(), set(&a.content), set(&a.source)));
            sets.filter(|(_, _, source)| !source.is_empty()).collect::<Vec<_>>()
        };
        let (expected, given) = (sets(&text.attributions), sets(&found.attributions));
        let mut cover: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); expected.len()];
        for (piece, content, source) in &given {
            scores.given += 1;
            let holds = |(_, whole, who): &(Attributed, BTreeSet<usize>, BTreeSet<usize>)| {
                content.intersection(whole).count() as f64 >= WITHIN * content.len() as f64 && !source.is_disjoint(who)
            };
            let holding = (0..expected.len()).filter(|&g| holds(&expected[g]));
            match holding.min_by_key(|&g| expected[g].1.len()) {
                Some(best) => {
                    scores.right += 1;
                    cover[best].extend(content);
                }
                None => wrong(format!("too many\t{}\t{}", text.id, told(&chars, piece))),
            }
        }
        for ((piece, content, _), cover) in expected.iter().zip(&cover) {
            let found = cover.intersection(content).count() as f64 >= COVERED * content.len() as f64;
            scores.gold += 1;
            scores.covered += usize::from(found);
            let manner = manner(&chars, &quoted, &piece.content, content);
            let count = scores.manner.entry(manner.as_str()).or_default();
            count.0 += usize::from(found);
            count.1 += 1;
            if !found {
                wrong(format!("missed {}\t{}\t{}", manner.as_str(), text.id, told(&chars, piece)));
            }
        }
    }
    scores
}

/// An attribution in words.
fn told(chars: &[char], piece: &Attributed) -> String {
    let words = |spans: &[Range]| {
        let slices = spans.iter().map(|&(start, end)| chars[start..end.min(chars.len())].iter().collect::<String>());
        slices.collect::<Vec<_>>().join(" … ").replace('\n', " ¶ ")
    };
    let first = piece.content.iter().chain(&piece.source).map(|r| r.0).min().unwrap_or(0);
    let around = &chars[first.saturating_sub(80)..(first + 240).min(chars.len())];
    let around = around.iter().collect::<String>().replace('\n', " ¶ ");
    format!("[{}] [{}] [{}]\t{around}", words(&piece.source), words(&piece.cue), words(&piece.content))
}

/// Which characters stand between quotation marks, the marks included.
fn quoted(chars: &[char]) -> Vec<bool> {
    let mut mask = vec![false; chars.len()];
    let mut at = 0;
    while at < chars.len() {
        let close: &[char] = match chars[at] {
            '“' => &['”', '“', '\n'],
            '"' => &['"', '\n'],
            _ => {
                at += 1;
                continue;
            }
        };
        let end = (at + 1..chars.len().min(at + LONGEST + 2)).find(|&i| close.contains(&chars[i]));
        // A curly quotation may end with its paragraph; a straight one may not.
        let closed = end.filter(|&e| chars[e] == close[0] || chars[at] == '“' && chars[e] == '\n');
        match closed.filter(|&e| e >= at + 3) {
            Some(end) => {
                let last = if chars[end] == '\n' { end } else { end + 1 };
                mask[at..last].fill(true);
                at = last.max(at + 1);
            }
            None => at += 1,
        }
    }
    mask
}

/// Most of it quoted, some of it, or none.
fn manner(chars: &[char], quoted: &[bool], spans: &[Range], content: &BTreeSet<usize>) -> Manner {
    let marked = content.iter().filter(|&&i| quoted[i]).count();
    if marked as f64 >= 0.8 * content.len() as f64 {
        return Manner::Direct;
    }
    let is_mark = |c: char| matches!(c, '“' | '”' | '"');
    let longest = spans.iter().flat_map(|&(start, end)| {
        let slice = &chars[start..end.min(chars.len())];
        let opens = slice.iter().enumerate().filter(|(_, c)| matches!(**c, '“' | '"')).map(|(at, _)| at);
        opens.map(|open| {
            let words: String = slice[open + 1..].iter().take_while(|c| !is_mark(**c)).collect();
            words.split_whitespace().count()
        })
    });
    if longest.max().unwrap_or(0) >= 4 { Manner::Mixed } else { Manner::Indirect }
}

/// Prints the table and returns it as JSON; with `out`, writes what was found, and what is wrong, there.
pub fn report(folder: &Path, lexicon: &Lexicon<'_>, out: Option<&Path>, quiet: bool) -> anyhow::Result<Value> {
    let mut rows = Map::new();
    if !quiet {
        println!(
            "attribution            precis.   recall  link F1   direct    mixed     told   source      cue  content"
        );
    }
    for name in CORPORA {
        let mut gold: Vec<AttributedText> = read(&folder.join(format!("stance/{name}.jsonl")))?;
        gold.retain(|text| text.primary);
        let found = gold.iter().map(|text| found(text, lexicon)).collect::<anyhow::Result<Vec<_>>>()?;
        let mut wrong = Vec::new();
        let scores = score(&gold, &found, |difference| wrong.push(difference));
        if !quiet {
            println!("{name:20}{}", scores.line());
        }
        if let Some(out) = out {
            std::fs::create_dir_all(out)?;
            write_lines(&out.join(format!("{name}.jsonl")), &found)?;
            std::fs::write(out.join(format!("{name}.wrong.tsv")), wrong.join("\n") + "\n")?;
        }
        rows.insert(name.to_owned(), scores.json());
    }
    Ok(Value::Object(rows))
}
