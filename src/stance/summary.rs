//! The stance summary: the positions in at most eighty words, every sentence with its evidence.

use super::derive::Voices;
use super::wording::Wording;
use super::{Statement, Target};
use crate::attribution::Context;
use crate::report::view::{Act, StatementKind, TargetRole, WordingKind};
use crate::tag::Tag;
use crate::text::{Span, capitalised};
use std::ops::Range;

/// Most words of a summary.
const MOST_WORDS: usize = 80;
/// Words kept for who is not heard and for the writer's wording.
const RESERVED_WORDS: usize = 26;
/// Longest topic told, in words.
const TOPIC_WORDS: usize = 9;

/// Most positions told of one holder.
const MOST_CLAUSES: usize = 2;

/// One sentence with what it stands on.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// Indices of its statements.
    pub statements: Vec<usize>,
    /// The words that show it.
    pub evidence: Vec<Span>,
}

/// Writes the summary: the main actor first, then blame and criticism, then others, who is not heard,
/// and the writer's own wording.
pub fn summarize(
    context: &Context<'_, '_, '_>,
    statements: &[Statement],
    voices: &Voices,
    wording: &[Wording],
) -> Vec<Sentence> {
    let writer = Writer { context };
    let mut groups: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
    for (index, statement) in
        statements.iter().enumerate().filter(|(_, s)| !s.negated && s.kind != StatementKind::Claim)
    {
        let holders: Vec<String> = if statement.sources.is_empty() {
            vec![String::new()]
        } else {
            statement.sources.iter().map(|s| writer.holder(s)).collect()
        };
        match groups.iter_mut().find(|(names, _)| *names == holders) {
            Some((_, list)) => list.push(index),
            None => groups.push((holders, vec![index])),
        }
    }
    let salience = |list: &[usize]| {
        let entity = statements[list[0]].sources.first().and_then(|s| s.entity);
        entity.map_or(0.0, |e| context.entities.entities[e].salience) + list.len() as f64 * 0.5
    };
    let stance = |list: &[usize]| list.iter().any(|&i| statements[i].kind == StatementKind::Stance);
    let hostile = |list: &[usize]| {
        list.iter().any(|&i| {
            matches!(statements[i].act, Act::Blame | Act::Criticise | Act::Oppose | Act::Reject | Act::Threaten)
        })
    };
    let main = groups
        .iter()
        .enumerate()
        .filter(|(_, (_, l))| stance(l))
        .max_by(|a, b| salience(&a.1.1).total_cmp(&salience(&b.1.1)).then(b.0.cmp(&a.0)))
        .map(|(i, _)| i);
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&i| (Some(i) != main, !hostile(&groups[i].1), !stance(&groups[i].1), i));

    let tail = [writer.unheard(voices), writer.wording(wording)];
    let reserved: usize = tail.iter().flatten().map(|s| count(&s.text)).sum::<usize>().min(RESERVED_WORDS);
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut words = 0;
    for index in order {
        let (holders, list) = &groups[index];
        if let Some(sentence) = writer.sentence(holders, list, statements, MOST_WORDS.saturating_sub(words + reserved))
        {
            words += count(&sentence.text);
            sentences.push(sentence);
        }
    }
    for sentence in tail.into_iter().flatten() {
        if words + count(&sentence.text) <= MOST_WORDS {
            words += count(&sentence.text);
            sentences.push(sentence);
        }
    }
    sentences
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

struct Writer<'c, 'a, 't, 'd> {
    context: &'c Context<'a, 't, 'd>,
}

impl Writer<'_, '_, '_, '_> {
    fn holder(&self, source: &crate::attribution::Source) -> String {
        match source.entity {
            Some(entity) => self.name(entity),
            None => source.text.clone(),
        }
    }

    fn name(&self, entity: usize) -> String {
        let entity = &self.context.entities.entities[entity];
        let articled = matches!(
            entity.name.as_str(),
            "US" | "U.S."
                | "UK"
                | "U.K."
                | "UN"
                | "EU"
                | "G7"
                | "G20"
                | "United States"
                | "United Kingdom"
                | "United Nations"
                | "European Union"
        );
        if articled { format!("the {}", entity.name) } else { entity.name.clone() }
    }

    /// One holder's statements in one sentence, as many as fit.
    fn sentence(&self, holders: &[String], list: &[usize], statements: &[Statement], room: usize) -> Option<Sentence> {
        let many = |&i: &usize| {
            statements[i].sources.first().is_some_and(|s| {
                s.entity.is_none()
                    && (self.context.tags.tag(s.tokens.end - 1) == Tag::Nns
                        || matches!(self.context.tags.lemma(s.tokens.end - 1), "police" | "people"))
            })
        };
        let plural = holders.len() > 1 || list.iter().any(many);
        let mut clauses: Vec<String> = Vec::new();
        let mut used = Vec::new();
        let mut subject = join(holders);
        // Positions before deeds, deeds before what takes no side.
        let rank = |act: Act| match act {
            Act::Say => 2,
            Act::Consult | Act::Harm | Act::Help | Act::Concede => 1,
            _ => 0,
        };
        let mut ranked = list.to_vec();
        ranked.sort_by_key(|&i| rank(statements[i].act));
        for index in ranked {
            if clauses.len() == MOST_CLAUSES {
                break;
            }
            let statement = &statements[index];
            let mutual = statement.sources.is_empty();
            let clause = if mutual {
                let parties: Vec<String> =
                    statement.targets.iter().filter_map(|t| t.entity).map(|e| self.name(e)).collect();
                subject = join(&parties);
                "act against each other".to_owned()
            } else {
                self.clause(statement, plural)
            };
            let so_far: usize = count(&subject) + clauses.iter().map(|c| count(c) + 1).sum::<usize>();
            if clauses.contains(&clause) {
                used.push(index);
            } else if so_far + count(&clause) <= room {
                clauses.push(clause);
                used.push(index);
            }
        }
        if clauses.is_empty() {
            return None;
        }
        let via = used
            .iter()
            .flat_map(|&i| &statements[i].via)
            .next()
            .map_or(String::new(), |via| format!(" (told by {})", self.holder(via)));
        let told = join(&clauses);
        let stop = if via.is_empty() && told.ends_with('…') { "" } else { "." };
        let text = capitalised(&format!("{subject} {told}{via}{stop}"));
        let evidence = used.iter().flat_map(|&i| statements[i].evidence.clone()).collect();
        (count(&text) <= room).then_some(Sentence { text, statements: used, evidence })
    }

    /// What a statement says, as a verb phrase.
    fn clause(&self, statement: &Statement, plural: bool) -> String {
        let pick = |role: TargetRole| -> Vec<&Target> { statement.targets.iter().filter(|t| t.role == role).collect() };
        let names = |targets: &[&Target]| join(&targets.iter().map(|t| self.target(t)).collect::<Vec<_>>());
        let (objects, addressees, topics, partners) =
            (pick(TargetRole::Object), pick(TargetRole::Addressee), pick(TargetRole::Topic), pick(TargetRole::Partner));
        let verb = |singular: &str, many: &str| {
            if plural { many.to_owned() } else { singular.to_owned() }
        };
        // A topic with a verb of its own is told with "that".
        let clausal = topics.first().is_some_and(|t| {
            t.entity.is_none()
                && t.tokens.clone().any(|i| self.context.tags.tag(i).is_finite())
                && !super::target::is_infinitive(self.context, &t.tokens)
        });
        let told = topics.first().map(|t| self.target(t)).unwrap_or_default();
        let topic = if clausal { format!("that {told}") } else { told.clone() };
        let infinitive = topics.first().is_some_and(|t| super::target::is_infinitive(self.context, &t.tokens));
        let object = if objects.is_empty() { topic.clone() } else { names(&objects) };
        let rest = if objects.is_empty() || topic.is_empty() { String::new() } else { topic.clone() };
        let gerund = topics.first().is_some_and(|t| self.context.tags.tag(t.tokens.start) == Tag::Vbg);
        let about = |word: &str, matter: &str| {
            if matter.is_empty() { String::new() } else { format!(" {word} {matter}") }
        };
        match statement.act {
            Act::Urge if clausal && addressees.is_empty() => {
                format!("{} {topic}", verb("demands", "demand"))
            }
            Act::Urge if addressees.is_empty() => {
                format!("{} {topic}", if infinitive { verb("wants", "want") } else { verb("calls for", "call for") })
            }
            Act::Urge if infinitive => {
                format!("{} {} {topic}", verb("urges", "urge"), names(&addressees))
            }
            Act::Urge => format!("{} {}{}", verb("urges", "urge"), names(&addressees), about("on", &topic)),
            Act::Offer if gerund => format!("{} to {topic}", verb("commits", "commit")),
            Act::Offer if infinitive => format!("{} {topic}", verb("pledges", "pledge")),
            Act::Offer if addressees.is_empty() => format!("{} {topic}", verb("pledges", "pledge")),
            Act::Offer => {
                format!("{} {}{}", verb("offers", "offer"), names(&addressees), about("", &topic)).replace("  ", " ")
            }
            Act::Consult => format!("{}{}", verb("talks", "talk"), about("with", &names(&partners))),
            Act::Concern if clausal => format!("{} {topic}", verb("warns", "warn")),
            Act::Concern => format!("{} concern{}", verb("voices", "voice"), about("about", &topic)),
            Act::Blame if clausal && objects.is_empty() => {
                format!("{} {topic}", verb("alleges", "allege"))
            }
            Act::Blame => format!("{} {object}{}", verb("blames", "blame"), about("for", &rest)),
            Act::Criticise => format!("{} {object}{}", verb("criticises", "criticise"), about("over", &rest)),
            Act::Praise => format!("{} {object}", verb("praises", "praise")),
            Act::Support if clausal && objects.is_empty() => {
                format!("{} {topic}", verb("agrees", "agree"))
            }
            Act::Support => format!("{} {object}", verb("backs", "back")),
            Act::Concede => format!("{}{}", verb("backs down", "back down"), about("over", &topic)),
            Act::Question if clausal && objects.is_empty() => {
                format!("{} whether {told}", verb("questions", "question"))
            }
            Act::Question => format!("{} {object}", verb("questions", "question")),
            Act::Deny => format!("{} {topic}", verb("denies", "deny")),
            Act::Reject if infinitive && objects.is_empty() => format!("{} {topic}", verb("refuses", "refuse")),
            Act::Reject => format!("{} {object}", verb("rejects", "reject")),
            Act::Oppose => format!(
                "{} {}",
                verb("opposes", "oppose"),
                join(&statement.targets.iter().map(|t| self.target(t)).collect::<Vec<_>>())
            ),
            Act::Threaten => format!("{} {object}", verb("threatens", "threaten")),
            Act::Help => format!("{} {object}", verb("helps", "help")),
            Act::Harm => format!("{} against {object}", verb("acts", "act")),
            Act::Say => format!("{} {object}", verb("watches", "watch")),
        }
    }

    /// A target by its name, or in the words of the text.
    fn target(&self, target: &Target) -> String {
        if let Some(entity) = target.entity {
            return self.name(entity);
        }
        let words = self.words(target.tokens.clone());
        let text = ["The ", "A ", "An "]
            .iter()
            .find_map(|article| words.strip_prefix(article).map(|rest| article.to_lowercase() + rest));
        shorten(&text.unwrap_or_else(|| words.to_owned()))
    }

    /// Who is written about and never heard.
    fn unheard(&self, voices: &Voices) -> Option<Sentence> {
        let names: Vec<String> = voices.unheard.iter().take(3).map(|&e| self.name(e)).collect();
        let evidence = voices.unheard.iter().take(3).filter_map(|&e| self.first_mention(e)).collect();
        (!names.is_empty()).then(|| Sentence {
            text: format!("Not heard: {}.", join(&names)),
            statements: Vec::new(),
            evidence,
        })
    }

    fn first_mention(&self, entity: usize) -> Option<Span> {
        let first = *self.context.entities.entities[entity].mentions.first()?;
        Some(self.context.document.span(self.context.entities.mentions[first].tokens.clone()))
    }

    /// The most telling of the flagged wording.
    fn wording(&self, wording: &[Wording]) -> Option<Sentence> {
        let rank = |kind: WordingKind| match kind {
            WordingKind::UnattributedEvaluation => 0,
            WordingKind::AgentlessPassive => 1,
            WordingKind::LoadedLabel => 2,
            WordingKind::VagueAttribution => 3,
            _ => 4,
        };
        let mut chosen: Vec<&Wording> = wording.iter().collect();
        chosen.sort_by_key(|w| (rank(w.kind), w.tokens.start));
        chosen.truncate(3);
        chosen.sort_by_key(|w| w.tokens.start);
        let words: Vec<String> = chosen.iter().map(|w| format!("“{}”", self.words(w.tokens.clone()))).collect();
        let evidence = chosen.iter().map(|w| self.context.document.span(w.tokens.clone())).collect();
        (!words.is_empty()).then(|| Sentence {
            text: format!("In the writer’s own words: {}.", words.join(", ")),
            statements: Vec::new(),
            evidence,
        })
    }

    fn words(&self, tokens: Range<usize>) -> &str {
        self.context.document.words(tokens)
    }
}

/// The first words of a long topic, cut before a word that opens a phrase.
fn shorten(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= TOPIC_WORDS {
        return text.to_owned();
    }
    let opens = |word: &str| {
        matches!(
            word,
            "to" | "in" | "of" | "for" | "by" | "that" | "and" | "which" | "with" | "on" | "because" | "at" | "from"
        )
    };
    let end = (3..=TOPIC_WORDS).rev().find(|&i| opens(words[i]) && !opens(words[i - 1])).unwrap_or(TOPIC_WORDS);
    format!("{} …", words[..end].join(" "))
}

fn join(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
