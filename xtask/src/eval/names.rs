//! Scores of names: exact spans and kinds.
//!
//! The rules are those usual for names across corpora: labels are mapped to PER, ORG, LOC and MISC; a leading
//! article, quotation marks, brackets and a trailing `'s` are ignored on both sides; only kinds that a corpus
//! has count there; a span found twice counts once.

use super::{Score, origins, write_lines};
use crate::corpora::{Kind, Labelled, byte_offsets, gum, is_held_out, labelled};
use article_lens::analysis;
use article_lens::lexicon::Lexicon;
use article_lens::report::view::MentionKind;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The corpus that tells how well people are found by the origin of their names.
const ORIGINS_OF: &str = "worldwide_dev";

/// A corpus to measure on.
pub struct Corpus {
    /// Its name in the table.
    pub name: &'static str,
    /// Its texts.
    pub texts: Vec<Labelled>,
}

/// The corpora that the engine is measured on; none of their texts is in the training data.
pub fn corpora(folder: &Path) -> anyhow::Result<Vec<Corpus>> {
    let ner = folder.join("ner");
    let gum: Vec<Labelled> =
        gum::read(&folder.join("syntax/gum_dev.conllu"))?.iter().map(gum::Document::names).collect();
    let web = labelled(&ner.join("uner_ewt_dev.jsonl"))?.into_iter().filter(|t| is_held_out(&t.id)).collect();
    Ok(vec![
        Corpus { name: ORIGINS_OF, texts: labelled(&ner.join("worldwide_dev.jsonl"))? },
        Corpus { name: "gum_dev", texts: gum },
        Corpus { name: "uner_ewt_dev (half)", texts: web },
        Corpus { name: "wnut17_dev", texts: labelled(&ner.join("wnut17_dev.jsonl"))? },
    ])
}

/// The names that the engine finds.
pub fn found(text: &Labelled, lexicon: &Lexicon<'_>) -> Labelled {
    let analysis = analysis::names(&text.text, &[], lexicon);
    let offsets = byte_offsets(&text.text);
    let code = |byte: usize| offsets.partition_point(|o| *o < byte);
    let names = analysis.entities.mentions.iter().filter(|m| m.kind == MentionKind::Name);
    let entities = names.map(|m| {
        let span = analysis.document.span(m.tokens.clone());
        (code(span.start), code(span.end), analysis.entities.entities[m.entity].kind.as_str().to_owned())
    });
    Labelled { id: text.id.clone(), text: String::new(), entities: entities.collect() }
}

/// The scores of one corpus.
#[derive(Default)]
pub struct Scores {
    /// By kind.
    pub kinds: BTreeMap<Kind, Score>,
    /// Spans whatever their kind.
    pub spans: Score,
}

impl Scores {
    /// PER, ORG and LOC together.
    pub fn main(&self) -> Score {
        let mut sum = Score::default();
        self.kinds.iter().filter(|(k, _)| **k != Kind::Misc).for_each(|(_, s)| sum.add(*s));
        sum
    }
}

/// Compares what was found with the gold.
pub fn score(gold: &[Labelled], found: &[Labelled]) -> Scores {
    let kinds: BTreeSet<Kind> =
        gold.iter().flat_map(|t| &t.entities).filter_map(|(.., label)| Kind::from_label(label)).collect();
    let mut scores = Scores::default();
    for (text, found) in gold.iter().zip(found) {
        let expected = spans(&text.text, &text.entities, &kinds);
        let given = spans(&text.text, &found.entities, &kinds);
        for (span, kind) in &expected {
            let score = scores.kinds.entry(*kind).or_default();
            score.gold += 1;
            score.right += usize::from(given.get(span) == Some(kind));
            scores.spans.right += usize::from(given.contains_key(span));
        }
        for kind in given.values() {
            scores.kinds.entry(*kind).or_default().given += 1;
        }
        scores.spans.given += given.len();
        scores.spans.gold += expected.len();
    }
    scores
}

/// The kind of each span, in code points.
pub(super) type Spans = BTreeMap<(usize, usize), Kind>;

/// The spans that count, without what the scorer ignores, of these kinds.
pub(super) fn spans(text: &str, entities: &[(usize, usize, String)], kinds: &BTreeSet<Kind>) -> Spans {
    let chars: Vec<char> = text.chars().collect();
    let named = |(start, end, label): &(usize, usize, String)| {
        let kind = Kind::from_label(label).filter(|k| kinds.contains(k))?;
        let span = trim(&chars, *start, *end);
        (span.0 < span.1).then_some((span, kind))
    };
    entities.iter().filter_map(named).collect()
}

/// A span without what the scorer ignores at its edges.
fn trim(chars: &[char], mut start: usize, mut end: usize) -> (usize, usize) {
    const EDGE: &str = "\"“”‘’'`([,;:])";
    let idle = |c: char| c.is_whitespace() || EDGE.contains(c);
    loop {
        let before = (start, end);
        while start < end && idle(chars[start]) {
            start += 1;
        }
        while end > start && idle(chars[end - 1]) {
            end -= 1;
        }
        let word: String = chars[start..end].iter().take_while(|c| !c.is_whitespace()).collect();
        if matches!(word.to_lowercase().as_str(), "the" | "a" | "an") && start + word.chars().count() < end {
            start += word.chars().count();
        }
        if end >= start + 2 && matches!(chars[end - 1], 's' | 'S') && matches!(chars[end - 2], '\'' | '’') {
            end -= 2;
        }
        if (start, end) == before {
            return before;
        }
    }
}

/// Prints the table and returns it as JSON; with `out`, writes gold and system files there.
pub fn report(folder: &Path, lexicon: &Lexicon<'_>, out: Option<&Path>, quiet: bool) -> anyhow::Result<Value> {
    let mut all = Map::new();
    let mut people = None;
    if !quiet {
        println!(
            "names{:>27}{:>7}{:>7}{:>7}{:>11}{:>7}{:>9}{:>7}",
            "PER", "ORG", "LOC", "MISC", "P+O+L", "spans", "ORG P", "ORG R"
        );
    }
    for corpus in corpora(folder)? {
        let found: Vec<Labelled> = corpus.texts.iter().map(|t| found(t, lexicon)).collect();
        let scores = score(&corpus.texts, &found);
        if let Some(out) = out {
            let file = corpus.name.split(' ').next().unwrap_or(corpus.name);
            write_lines(&out.join(format!("{file}.gold.jsonl")), &corpus.texts)?;
            write_lines(&out.join(format!("{file}.found.jsonl")), &found)?;
        }
        let of = |k: Kind| scores.kinds.get(&k).map_or("-".into(), |s| format!("{:.1}", s.f1()));
        if corpus.name == ORIGINS_OF {
            people = Some(origins::Origins::read()?.recall(&corpus.texts, &found));
        }
        let org = scores.kinds.get(&Kind::Org).copied().unwrap_or_default();
        if !quiet {
            println!(
                "{:<24}{:>8}{:>7}{:>7}{:>7}{:>11.1}{:>7.1}{:>9.1}{:>7.1}",
                corpus.name,
                of(Kind::Per),
                of(Kind::Org),
                of(Kind::Loc),
                of(Kind::Misc),
                scores.main().f1(),
                scores.spans.f1(),
                org.precision(),
                org.recall()
            );
        }
        let mut row: Map<String, Value> = scores.kinds.iter().map(|(k, s)| (k.as_str().to_owned(), s.json())).collect();
        row.insert("main".into(), scores.main().json());
        row.insert("spans".into(), scores.spans.json());
        if let Some(people) = people.as_ref().filter(|_| corpus.name == ORIGINS_OF) {
            row.insert("peopleByOrigin".into(), origins::json(people));
        }
        all.insert(corpus.name.to_owned(), Value::Object(row));
    }
    if let Some(people) = people.filter(|_| !quiet) {
        origins::print(ORIGINS_OF, &people);
    }
    Ok(json!(all))
}
