//! Which entities the article is about.
//!
//! Each entity is described by how often, how early, where and as what it is mentioned; the weights of these
//! features are learnt from texts for which people marked what a summary has to name
//! (`data/model/salience.tsv`). Sums are integers, so the order is the same on every machine.

use super::{Entities, Entity};
use crate::lexicon::Lexicon;
use crate::report::view::{EntityType, MentionKind};
use crate::segment::{Document, SentenceKind};
use crate::syntax::Syntax;
use std::collections::BTreeSet;

/// Units in one nat.
const SCALE: f64 = 32.0;

features! {
    Always = "always",
    Once = "mentioned once",
    Twice = "mentioned twice",
    Thrice = "mentioned three times",
    Often = "mentioned four to six times",
    VeryOften = "mentioned seven times or more",
    Most = "mentioned most",
    Referred = "a pronoun or common noun stands for it",
    Headline = "in the headline",
    FirstSentence = "in the first sentence",
    Lead = "in the second or third sentence",
    FirstQuarter = "in the first quarter",
    FirstHalf = "in the first half",
    SecondHalf = "only in the second half",
    NoSubject = "never a subject",
    Subject = "once a subject",
    Subjects = "a subject several times",
    TwoParagraphs = "in two paragraphs",
    Paragraphs = "in three paragraphs or more",
    Ending = "in the last tenth too",
    Person = "a person",
    Organisation = "an organisation",
    State = "a state",
    Place = "another place",
    People = "a people",
    Event = "an event",
    Thing = "another thing",
    Role = "has a role",
    Credit = "only in the byline or dateline",
}

/// What speaks for and against each entity.
pub fn features(document: &Document<'_>, syntax: &Syntax, found: &Entities) -> Vec<Vec<Feature>> {
    let subjects: BTreeSet<usize> =
        syntax.clauses.iter().flat_map(|c| c.subjects.iter().map(|&s| syntax.chunks[s].head)).collect();
    let most = found.entities.iter().map(|e| e.mentions.len()).max().unwrap_or(0);
    let first = document.sentences.iter().position(|s| s.kind == SentenceKind::Body).unwrap_or(0);
    let of = |entity: &Entity| of_entity(entity, document, found, &subjects, most, first);
    found.entities.iter().map(of).collect()
}

fn of_entity(
    entity: &Entity,
    document: &Document<'_>,
    found: &Entities,
    subjects: &BTreeSet<usize>,
    most: usize,
    first: usize,
) -> Vec<Feature> {
    let mentions = || entity.mentions.iter().map(|&m| &found.mentions[m]);
    let (mut headline, mut told, mut led) = (false, 0, 0);
    let (mut paragraphs, mut start, mut end) = (BTreeSet::new(), None, 0);
    for mention in mentions() {
        let at = mention.tokens.start;
        let Some(sentence) = document.sentence_of(at) else { continue };
        match document.sentences[sentence].kind {
            SentenceKind::Headline => headline = true,
            SentenceKind::Body => {
                told += 1;
                led += usize::from(mention.tokens.clone().any(|t| subjects.contains(&t)));
                paragraphs.insert(document.sentences[sentence].paragraph);
                start = start.or(Some((sentence, at)));
                end = at;
            }
            _ => {}
        }
    }
    let length = document.tokens.len();
    let mut on = vec![Feature::Always];
    on.push(match told + usize::from(headline) {
        0 => Feature::Credit,
        1 => Feature::Once,
        2 => Feature::Twice,
        3 => Feature::Thrice,
        4..=6 => Feature::Often,
        _ => Feature::VeryOften,
    });
    on.push(match start {
        Some((sentence, _)) if sentence <= first => Feature::FirstSentence,
        Some((sentence, _)) if sentence <= first + 2 => Feature::Lead,
        Some((_, at)) if at * 4 <= length => Feature::FirstQuarter,
        Some((_, at)) if at * 2 <= length => Feature::FirstHalf,
        _ => Feature::SecondHalf,
    });
    on.push(match led {
        0 => Feature::NoSubject,
        1 => Feature::Subject,
        _ => Feature::Subjects,
    });
    on.push(match entity.kind {
        EntityType::Person => Feature::Person,
        EntityType::Org => Feature::Organisation,
        EntityType::Gpe if entity.is_state => Feature::State,
        EntityType::Gpe | EntityType::Loc | EntityType::Fac => Feature::Place,
        EntityType::Norp => Feature::People,
        EntityType::Event => Feature::Event,
        _ => Feature::Thing,
    });
    let conditions = [
        (entity.mentions.len() == most && most > 1, Feature::Most),
        (mentions().any(|m| m.kind != MentionKind::Name), Feature::Referred),
        (headline, Feature::Headline),
        (paragraphs.len() == 2, Feature::TwoParagraphs),
        (paragraphs.len() > 2, Feature::Paragraphs),
        (end * 10 >= length * 9, Feature::Ending),
        (entity.role.is_some(), Feature::Role),
    ];
    on.extend(conditions.into_iter().filter_map(|(condition, feature)| condition.then_some(feature)));
    on
}

/// Gives every entity its salience and puts the most salient first.
pub(super) fn rank(document: &Document<'_>, syntax: &Syntax, lexicon: &Lexicon<'_>, found: &mut Entities) {
    let weight = |f: &Feature| {
        let row = lexicon.salience.first(f.as_str());
        row.and_then(|row| row.field(0).parse::<i32>().ok()).unwrap_or(0)
    };
    let weights: Vec<i32> = Feature::ALL.iter().map(weight).collect();
    let sums: Vec<i32> =
        features(document, syntax, found).iter().map(|on| on.iter().map(|&f| weights[f as usize]).sum()).collect();
    let mut order: Vec<usize> = (0..sums.len()).collect();
    let first = |e: usize| found.entities[e].mentions.first().copied();
    order.sort_by_key(|&e| {
        (std::cmp::Reverse(sums[e]), std::cmp::Reverse(found.entities[e].mentions.len()), first(e), e)
    });
    // A share between 0 and 1 without a logarithm, which machines round differently.
    let share = |sum: i32| {
        let nats = f64::from(sum) / SCALE;
        0.5 + 0.5 * nats / (1.0 + nats.abs())
    };
    let most = order.first().map_or(1.0, |&e| share(sums[e]));
    for (entity, sum) in found.entities.iter_mut().zip(&sums) {
        entity.salience = (share(*sum) / most * 1000.0).round() / 1000.0;
    }
    found.reorder(&order);
}
