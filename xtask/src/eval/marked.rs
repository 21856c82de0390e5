//! Scores against the statements that somebody marked in an article.
//!
//! A marked statement is *found* where one of ours with an overlapping cue has the same source (none for the writer and
//! for unnamed ones) and, for every target marked, one of the same polarity: the same entity, or for a matter any topic.
//! A statement that differs in one of these is *wrong*, one whose cue overlaps no marked one is *extra*.

use crate::corpora::stance::{MarkedArticle, MarkedEntity, MarkedStatement};
use anyhow::Context;
use article_lens::report::view::{Statement, TargetRole};
use article_lens::{Options, analyze, parse_date};
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// What was found of the marked statements.
#[derive(Debug, Default)]
pub struct Found {
    /// How many are marked.
    pub marked: usize,
    /// How many of them were found.
    pub found: usize,
    /// Those of the found ones that have the act marked.
    pub acts: usize,
    /// The marked ones that were found with a wrong source, target or polarity, or not at all.
    pub missing: Vec<String>,
    /// The cues of statements that are not marked.
    pub extra: Vec<String>,
}

#[derive(Deserialize)]
struct Expected {
    statements: MarkedArticle,
}

/// Scores the article in `folder` (`article.txt` and `expected.json`).
pub fn score(folder: &Path) -> anyhow::Result<Found> {
    let text = fs::read_to_string(folder.join("article.txt"))?;
    let file = folder.join("expected.json");
    let expected: Expected =
        serde_json::from_str(&fs::read_to_string(&file)?).with_context(|| format!("cannot read {}", file.display()))?;
    let report = analyze(&text, &Options::new(parse_date("today", "2025-05-12")?));
    let article = expected.statements;
    let mut found = Found { marked: article.statements.len(), ..Found::default() };
    let overlaps = |s: &Statement, m: &MarkedStatement| {
        (s.cue.range.start as usize) < m.cue_span.1 && m.cue_span.0 < s.cue.range.end as usize
    };
    for marked in &article.statements {
        let near: Vec<&Statement> = report.statements.iter().filter(|s| overlaps(s, marked)).collect();
        match near.iter().find(|s| agrees(s, marked, &article)) {
            Some(same) => {
                found.found += 1;
                found.acts += usize::from(same.act.as_str() == act(&marked.act));
            }
            None => {
                let what = if near.is_empty() { "not found" } else { "wrong" };
                found.missing.push(format!("{} {what}", marked.id));
            }
        }
    }
    let extra = report.statements.iter().filter(|s| !article.statements.iter().any(|m| overlaps(s, m)));
    found.extra = extra.map(|s| s.cue.text.clone()).collect();
    Ok(found)
}

/// Our word for an act of the codebook.
fn act(word: &str) -> String {
    match word {
        "ACT+" => "help".into(),
        "ACT-" => "harm".into(),
        other => other.to_ascii_lowercase(),
    }
}

/// Whether `text` is one of the names of `entity`.
fn names(entity: &MarkedEntity, text: &str) -> bool {
    entity.name == text || entity.forms.iter().any(|form| form.contains(text))
}

fn agrees(statement: &Statement, marked: &MarkedStatement, article: &MarkedArticle) -> bool {
    let sources: Vec<&str> = statement.source.iter().chain(&statement.co_sources).map(|s| s.text.as_str()).collect();
    let entity = |key: &str| article.entities.get(key).filter(|_| !matches!(key, "narrator" | "unnamed"));
    let holders: Vec<&String> = std::iter::once(&marked.source).chain(&marked.co_sources).collect();
    let held = holders.iter().all(|key| match entity(key) {
        Some(entity) => sources.iter().any(|s| names(entity, s)),
        None => sources.is_empty(),
    });
    let told = marked.via.as_ref().and_then(|key| entity(key));
    let via = told.is_none_or(|entity| statement.via.iter().any(|v| names(entity, &v.text)));
    let targets = marked.targets.iter().all(|m| {
        statement.targets.iter().filter(|t| t.polarity == m.polarity).any(|t| match entity(&m.target) {
            Some(entity) => names(entity, &t.text),
            None => t.role == TargetRole::Topic || t.entity_id.is_none(),
        })
    });
    held && via && targets
}
