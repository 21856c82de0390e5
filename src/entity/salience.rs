//! Which entities the article is about.

use super::Entities;
use crate::report::view::{EntityType, MentionKind};
use crate::segment::{Document, SentenceKind};
use crate::syntax::Syntax;
use std::collections::BTreeSet;

/// Orders entities by salience: how often they are mentioned, how early, and how often as subjects.
pub(super) fn rank(document: &Document<'_>, syntax: &Syntax, found: &mut Entities) {
    let subjects: BTreeSet<usize> =
        syntax.clauses.iter().flat_map(|c| c.subjects.iter().map(|&s| syntax.chunks[s].head)).collect();
    let length = document.tokens.len().max(1) as f64;
    for entity in &mut found.entities {
        let mut score = 0.0;
        for &index in &entity.mentions {
            let mention = &found.mentions[index];
            let sentence = document.sentence_of(mention.tokens.start).map(|s| &document.sentences[s]);
            let told = match sentence.map(|s| s.kind) {
                Some(SentenceKind::Headline) => 2.0,
                Some(SentenceKind::Body) => 1.0,
                _ => 0.0,
            };
            let named = if mention.kind == MentionKind::Pronoun { 0.5 } else { 1.0 };
            let early = 1.0 - mention.tokens.start as f64 / length;
            let leads = if mention.tokens.clone().any(|t| subjects.contains(&t)) { 1.0 } else { 0.0 };
            score += told * named * (1.0 + early + leads);
        }
        let weight = match entity.kind {
            EntityType::Person | EntityType::Gpe | EntityType::Org => 1.0,
            EntityType::Norp => 0.5,
            _ => 0.7,
        };
        entity.salience = score * weight;
    }
    let most = found.entities.iter().map(|e| e.salience).fold(0.0, f64::max);
    for entity in &mut found.entities {
        entity.salience = if most > 0.0 { (entity.salience / most * 1000.0).round() / 1000.0 } else { 0.0 };
    }
    let mut order: Vec<usize> = (0..found.entities.len()).collect();
    order.sort_by(|&a, &b| found.entities[b].salience.total_cmp(&found.entities[a].salience).then(a.cmp(&b)));
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, &old)| place[old] = new);
    found.mentions.iter_mut().for_each(|m| m.entity = place[m.entity]);
    found.titled.iter_mut().for_each(|(_, entity)| *entity = place[*entity]);
    for entity in &mut found.entities {
        if let Some(affiliation) = &mut entity.affiliation {
            affiliation.entity = affiliation.entity.map(|e| place[e]);
        }
    }
    let mut old: Vec<Option<super::Entity>> = found.entities.drain(..).map(Some).collect();
    found.entities = order.into_iter().filter_map(|i| old[i].take()).collect();
}
