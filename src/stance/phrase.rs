//! A statement in a few words of plain prose, in the verb of the text where it can stand as it is.

use super::target::is_infinitive;
use super::{Statement, Target};
use crate::attribution::{Context, Source};
use crate::report::view::{Act, SourceForm, StatementKind, TargetRole};
use crate::tag::Tag;
use std::ops::Range;

/// Longest topic told, in words.
const TOPIC_WORDS: usize = 9;

/// Writes phrases about the statements of one article.
pub(super) struct Phrases<'c, 'a, 't, 'd> {
    pub context: &'c Context<'a, 't, 'd>,
}

impl Phrases<'_, '_, '_, '_> {
    /// A holder by name, or in the words of the text.
    pub fn holder(&self, source: &Source) -> String {
        match source.entity {
            Some(entity) => self.name(entity),
            None if source.form == SourceForm::Implicit => "somebody unnamed".into(),
            None => source.text.clone(),
        }
    }

    /// An entity by name, with the article that it takes.
    pub fn name(&self, entity: usize) -> String {
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

    /// What a statement says, as a verb phrase.
    ///
    /// Those who are addressed just as in the statement told before it are "them".
    pub fn clause(&self, statement: &Statement, plural: bool, before: Option<&Statement>) -> String {
        let pick = |role: TargetRole| -> Vec<&Target> { statement.targets.iter().filter(|t| t.role == role).collect() };
        let names = |targets: &[&Target]| join(&targets.iter().map(|t| self.target(t)).collect::<Vec<_>>());
        let (objects, addressees, topics, partners) =
            (pick(TargetRole::Object), pick(TargetRole::Addressee), pick(TargetRole::Topic), pick(TargetRole::Partner));
        let entities = |s: &Statement| -> Vec<Option<usize>> {
            s.targets.iter().filter(|t| t.role == TargetRole::Addressee).map(|t| t.entity).collect()
        };
        let same = addressees.len() > 1 && before.is_some_and(|b| entities(b) == entities(statement));
        let addressed = if same { "them".to_owned() } else { names(&addressees) };
        let verb = |singular: &str, many: &str| {
            if plural { many.to_owned() } else { singular.to_owned() }
        };
        // A topic with a verb of its own is told with "that".
        let clausal = topics.first().is_some_and(|t| {
            t.entity.is_none()
                && t.tokens.clone().any(|i| self.context.tags.tag(i).is_finite())
                && !is_infinitive(self.context, &t.tokens)
        });
        let told = topics.first().map(|t| self.target(t)).unwrap_or_default();
        let topic = if clausal { format!("that {told}") } else { told.clone() };
        let infinitive = topics.first().is_some_and(|t| is_infinitive(self.context, &t.tokens));
        let object = match (objects.is_empty(), partners.is_empty()) {
            (true, false) if topic.is_empty() => names(&partners),
            (true, _) => topic.clone(),
            (false, _) => names(&objects),
        };
        let bare = topics.first().is_some_and(|t| self.context.tags.tag(t.tokens.start) == Tag::Vb);
        let rest = if objects.is_empty() || topic.is_empty() { String::new() } else { topic.clone() };
        let gerund = topics.first().is_some_and(|t| self.context.tags.tag(t.tokens.start) == Tag::Vbg);
        let about = |word: &str, matter: &str| {
            if matter.is_empty() { String::new() } else { format!(" {word} {matter}") }
        };
        if statement.targets.is_empty() && self.opens_with_verb(statement) {
            return self.cue(statement, plural);
        }
        if let Some(own) = self.governing_verb(statement, plural).filter(|_| infinitive && addressees.is_empty()) {
            return format!("{own} {topic}");
        }
        if let Some(own) = self.own_verb(statement, plural).filter(|_| !object.is_empty()) {
            return match statement.act {
                Act::Blame | Act::Praise | Act::Criticise => {
                    let word = topics.first().map_or("over", |t| self.preposition(t));
                    format!("{own} {object}{}", about(word, &rest))
                }
                _ => format!("{own} {object}"),
            };
        }
        match statement.act {
            Act::Urge if clausal => format!("{} {topic}", verb("demands", "demand")),
            Act::Urge if bare && addressees.is_empty() => {
                format!("{} that somebody should {told}", verb("says", "say"))
            }
            Act::Urge if bare => format!("{} {addressed} to {told}", verb("wants", "want")),
            Act::Urge if addressees.is_empty() => {
                if infinitive {
                    // Whom it is asked of is not known by name.
                    format!("{} somebody {topic}", verb("wants", "want"))
                } else {
                    format!("{} {topic}", verb("calls for", "call for"))
                }
            }
            Act::Urge if infinitive => {
                format!("{} {addressed} {topic}", verb("urges", "urge"))
            }
            Act::Urge if topic.is_empty() => format!("{} {addressed}", verb("appeals to", "appeal to")),
            Act::Urge => format!("{} {addressed}{}", verb("urges", "urge"), about("on", &topic)),
            Act::Offer if gerund => format!("{} to {topic}", verb("commits", "commit")),
            Act::Offer if infinitive => format!("{} {topic}", verb("pledges", "pledge")),
            Act::Offer if addressees.is_empty() => format!("{} {topic}", verb("pledges", "pledge")),
            Act::Offer => format!("{} {addressed}{}", verb("offers", "offer"), about("", &topic)).replace("  ", " "),
            // "signs an agreement with", "holds talks with"
            Act::Consult if statement.cue.len() > 1 && self.opens_with_verb(statement) => {
                format!("{}{}", self.cue(statement, plural), about("with", &names(&partners)))
            }
            // "goes on strike over the bill", "marches"
            Act::Oppose if statement.category == "PROTEST" && self.opens_with_verb(statement) => {
                let sided = |t: &&Target| t.polarity != 0;
                let matters: Vec<&Target> = statement.targets.iter().filter(sided).collect();
                let word = matters.first().map_or("", |t| self.preposition(t));
                format!("{}{}", self.cue(statement, plural), about(word, &names(&matters)))
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

    /// The verb of the text in the present tense, where it is one word with its infinitive right behind it
    /// ("agreed to extend the sanctions": "agrees").
    fn governing_verb(&self, statement: &Statement, plural: bool) -> Option<String> {
        let governs = statement
            .targets
            .iter()
            .any(|t| t.tokens.start == statement.cue.end && is_infinitive(self.context, &t.tokens));
        let one = statement.cue.len() == 1 && self.opens_with_verb(statement);
        (one && governs).then(|| self.present(statement.cue.start, plural))
    }

    /// The verb at `token` in the present tense.
    fn present(&self, token: usize, plural: bool) -> String {
        let lemma = self.context.tags.lemma(token);
        if plural { lemma.to_owned() } else { third_person(lemma) }
    }

    fn opens_with_verb(&self, statement: &Statement) -> bool {
        self.context.tags.tag(statement.cue.start).is_verb()
    }

    /// The whole cue with its verb in the present tense ("hold talks": "holds talks").
    fn cue(&self, statement: &Statement, plural: bool) -> String {
        let first = self.present(statement.cue.start, plural);
        let rest = self.words(statement.cue.start + 1..statement.cue.end);
        if rest.is_empty() { first } else { format!("{first} {rest}") }
    }

    /// The preposition that a topic stands behind in the text ("of" breaking a promise, "for" their patience).
    fn preposition(&self, topic: &Target) -> &str {
        let start = topic.tokens.start;
        let before = (start.saturating_sub(2)..start).rev().find(|&t| self.context.tags.tag(t) == Tag::In);
        before.map_or("over", |t| self.context.document.tokens[t].lower.as_str())
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
        let text = text.unwrap_or_else(|| words.to_owned());
        // A topic can begin or end within a quotation.
        let halves = text.matches('"').count() % 2 == 1 || text.matches('“').count() != text.matches('”').count();
        shorten(if halves { text.trim_matches(['"', '“', '”']) } else { &text })
    }

    /// The verb of the text, a position's in the present tense, where it is one word with its object right behind it
    /// ("condemned the test": "condemns").
    fn own_verb(&self, statement: &Statement, plural: bool) -> Option<String> {
        let plain = matches!(
            statement.act,
            Act::Criticise
                | Act::Praise
                | Act::Support
                | Act::Blame
                | Act::Oppose
                | Act::Reject
                | Act::Harm
                | Act::Help
        );
        let target = statement.targets.iter().find(|t| t.role != TargetRole::Addressee)?;
        let document = self.context.document;
        let next = statement.cue.end;
        let article = document.tokens.get(next).is_some_and(|t| matches!(t.lower.as_str(), "the" | "a" | "an"));
        let adjacent = target.tokens.start == next || article && target.tokens.start == next + 1;
        if !plain || statement.cue.len() != 1 || !adjacent || !self.opens_with_verb(statement) {
            return None;
        }
        if self.context.tags.tag(statement.cue.start) == Tag::Vbd && statement.kind == StatementKind::Act {
            return Some(document.tokens[statement.cue.start].lower.clone());
        }
        Some(self.present(statement.cue.start, plural))
    }

    /// The words of the text at `tokens`.
    pub fn words(&self, tokens: Range<usize>) -> &str {
        self.context.document.words(tokens)
    }
}

/// A verb as somebody does it ("condemns", "denies", "attaches").
fn third_person(lemma: &str) -> String {
    let vowel_before_y = lemma.ends_with(['y']) && lemma[..lemma.len() - 1].ends_with(['a', 'e', 'o', 'u']);
    if lemma.ends_with(['s', 'x', 'z', 'o']) || lemma.ends_with("ch") || lemma.ends_with("sh") {
        format!("{lemma}es")
    } else if let Some(stem) = lemma.strip_suffix('y').filter(|_| !vowel_before_y) {
        format!("{stem}ies")
    } else {
        format!("{lemma}s")
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

/// Names in a row, the last behind "and".
pub(super) fn join(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
