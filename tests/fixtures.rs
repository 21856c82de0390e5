//! Prose with its annotation: every `tests/fixtures/*.md` file is a list of cases, one heading each.
//!
//! A case is a quoted text (`> …`, one line a paragraph) and the findings it must give, each a line
//! `- kind: finding; finding`. Only the kinds that a case names are compared, and they are compared
//! whole: a finding too many fails as one too few does.

use article_lens::lexicon::Lexicon;
use article_lens::report::view::{
    EntityType, EventKind, MentionKind, Report, Source, SourceForm, StatementKind, TimeType,
};
use article_lens::segment::Document;
use article_lens::token::TokenKind;
use article_lens::{Options, analyze, parse_date};
use std::fs;
use std::path::Path;

struct Case {
    title: String,
    text: String,
    options: Options,
    expected: Vec<(String, Vec<String>)>,
}

fn cases(path: &Path) -> Vec<Case> {
    let text = fs::read_to_string(path).expect("a fixture file");
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            let options = Options::new(parse_date("today", "2025-05-12").expect("a date"));
            cases.push(Case { title: title.to_owned(), text: String::new(), options, expected: Vec::new() });
        }
        let Some(case) = cases.last_mut() else {
            continue;
        };
        if let Some(paragraph) = line.strip_prefix("> ") {
            if !case.text.is_empty() {
                case.text.push('\n');
            }
            case.text.push_str(paragraph);
        } else if let Some((kind, findings)) = line
            .strip_prefix("- ")
            .and_then(|l| l.split_once(": "))
            .filter(|(k, _)| matches!(*k, "tokens" | "keys" | "kinds"))
        {
            case.expected.push((kind.to_owned(), vec![findings.to_owned()]));
        } else if let Some((kind, findings)) = line.strip_prefix("- ").and_then(|l| l.split_once(':')) {
            let findings = findings.trim();
            if kind == "published" {
                case.options.published = Some(parse_date(kind, findings).expect("a date"));
            } else if kind == "today" {
                case.options.today = parse_date(kind, findings).expect("a date");
            } else if kind == "corrected" {
                case.options.corrections.push(serde_json::from_str(findings).expect("a correction"));
            } else {
                let list = findings.split("; ").filter(|f| !f.is_empty() && *f != "none").map(str::to_owned).collect();
                case.expected.push((kind.to_owned(), list));
            }
        }
    }
    cases
}

fn found(kind: &str, text: &str, report: &Report) -> Vec<String> {
    match kind {
        "sentences" => {
            let document = Document::new(text, &Lexicon::embedded());
            document.sentences.iter().map(|s| document.words(s.tokens.clone()).to_owned()).collect()
        }
        "tokens" => tokens(text, |document, at| document.word(at).to_owned()),
        "keys" => tokens(text, |document, at| document.tokens[at].lower.clone()),
        "kinds" => tokens(text, |document, at| {
            let kind = match document.tokens[at].kind {
                TokenKind::Word if document.word(at).contains(char::is_alphabetic) => "",
                TokenKind::Word => "=word",
                TokenKind::Number => "=number",
                TokenKind::Quote => "=quote",
                TokenKind::Sign if document.word(at).contains(['\'', '"']) => "=sign",
                TokenKind::Sign => "",
            };
            format!("{}{kind}", document.word(at))
        }),
        "names" | "quantities" => {
            let mut names: Vec<_> = report
                .entities
                .iter()
                .filter(|e| EntityType::NAMED.contains(&e.entity_type) == (kind == "names"))
                .flat_map(|e| {
                    e.mentions
                        .iter()
                        .filter(|m| m.kind == MentionKind::Name)
                        .map(move |m| (m.range, format!("{} {}", e.entity_type.as_str(), m.text)))
                })
                .collect();
            names.sort();
            names.into_iter().map(|(_, name)| name).collect()
        }
        "roles" => {
            report.entities.iter().filter_map(|e| e.role.as_ref().map(|role| format!("{} = {role}", e.name))).collect()
        }
        "same" => report
            .entities
            .iter()
            .filter(|e| e.mentions.len() > 1 && EntityType::NAMED.contains(&e.entity_type))
            .map(|e| e.mentions.iter().map(|m| m.text.as_str()).collect::<Vec<_>>().join(" = "))
            .collect(),
        "times" => report
            .times
            .iter()
            .map(|t| {
                let set = if t.time_type == TimeType::Set { "SET " } else { "" };
                format!("{} = {set}{}", t.text, t.value)
            })
            .collect(),
        "publication" => {
            let publication = &report.publication;
            vec![format!("{} {}", publication.date, publication.basis.as_str())]
        }
        "others" => report.publication.alternatives.clone(),
        "notes" => report.diagnostics.iter().map(|d| d.message.clone()).collect(),
        "merged" => report.timeline.iter().map(|e| format!("{} {}", e.headline, e.mentions.len())).collect(),
        "timeline" => report.timeline.iter().map(|e| format!("{} {}", e.date, e.headline)).collect(),
        "tail" => report
            .tail
            .iter()
            .map(|e| {
                let kind = if e.kind == EventKind::Statement { "said " } else { "" };
                format!("{} {kind}{}: {}", e.dating.as_str(), e.date, e.headline)
            })
            .collect(),
        "says" => report
            .attributions
            .iter()
            .map(|a| {
                let content: Vec<String> = a.content.iter().map(|r| slice(text, r.start, r.end)).collect();
                format!("{} ({}) {}", named(&a.source), a.kind.as_str(), content.join(" … "))
            })
            .collect(),
        "statements" => report
            .statements
            .iter()
            .filter(|s| s.kind != StatementKind::Claim)
            .flat_map(|s| {
                let held: Vec<&str> = s.source.iter().chain(&s.co_sources).map(named).collect();
                let not = if s.negated { " not" } else { "" };
                let targets: Vec<String> = s.targets.iter().map(|t| format!("{} {:+}", t.text, t.polarity)).collect();
                let via: String = s.via.iter().map(|v| format!(" via {}", named(v))).collect();
                let maybe = if s.certainty <= 0.5 { " (maybe)" } else { "" };
                let told = format!("{not} {} {}{via}{maybe}", s.act.as_str(), targets.join(", "));
                let held = if held.is_empty() { vec!["?"] } else { held };
                held.into_iter().map(move |source| format!("{source}{told}")).collect::<Vec<_>>()
            })
            .collect(),
        "wording" => report.wording.iter().map(|w| format!("{} “{}”", w.kind.as_str(), w.text)).collect(),
        _ => panic!("a fixture names an unknown kind {kind:?}"),
    }
}

/// All tokens in one line: a middle dot between two, `⟂` at the end of a sentence.
fn tokens(text: &str, show: impl Fn(&Document<'_>, usize) -> String) -> Vec<String> {
    let document = Document::new(text, &Lexicon::embedded());
    let sentences = document
        .sentences
        .iter()
        .map(|sentence| sentence.tokens.clone().map(|at| show(&document, at)).collect::<Vec<_>>().join("·"));
    vec![sentences.collect::<Vec<_>>().join("⟂")]
}

/// A source; a question mark for one that is not named.
fn named(source: &Source) -> &str {
    if source.form == SourceForm::Implicit { "?" } else { bare(&source.text) }
}

/// A noun phrase without its article.
fn bare(words: &str) -> &str {
    ["The ", "the ", "A ", "a ", "An ", "an "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words)
}

fn slice(text: &str, start: u32, end: u32) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16_lossy(&units[start as usize..end as usize])
}

#[test]
fn fixtures_give_their_findings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the fixtures").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    let (mut failures, mut count) = (String::new(), 0);
    for path in paths {
        for case in cases(&path) {
            let report = analyze(&case.text, &case.options);
            for (kind, expected) in &case.expected {
                count += 1;
                let found = found(kind, &case.text, &report);
                if found != *expected {
                    failures += &format!("{}: {}\n- {kind}: {}\n", path.display(), case.title, found.join("; "));
                }
            }
        }
    }
    assert!(failures.is_empty(), "these cases give something else (their lines as found):\n{failures}");
    assert!(count > 40, "only {count} expectations");
}
