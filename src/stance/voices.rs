//! The voices: who is heard, for how much of the text, and who is written about and never heard.

use super::Statement;
use crate::attribution::{Attributions, Source, overlapping};
use crate::entity::Entities;
use crate::report::view::{AttributionKind, EntityType, SourceForm, StatementAttribution, StatementKind};
use crate::segment::Document;
use crate::text::{Span, Utf16Map};
use std::collections::{BTreeSet, HashMap};

/// One voice.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// The source.
    pub source: Source,
    /// UTF-16 code units attributed to it; shared ones split.
    pub characters: u32,
    /// Those of them in quotation marks.
    pub direct: u32,
    /// Indices of its attributions.
    pub attributions: Vec<usize>,
}

/// Who is heard.
#[derive(Debug, Default)]
pub struct Voices {
    /// Share of the text that is attributed, 0 to 1.
    pub attributed_share: f64,
    /// Share of the text that is attributed and quoted, 0 to 1.
    pub direct_share: f64,
    /// The voices, the longest first.
    pub voices: Vec<Voice>,
    /// Entities that are written about and never heard.
    pub unheard: Vec<usize>,
}

/// What tells one voice from another: its entity, or else its words in small letters.
type Key = (Option<usize>, String);

fn key(entity: Option<usize>, text: &str) -> Key {
    match entity {
        Some(_) => (entity, String::new()),
        None => (None, text.to_ascii_lowercase()),
    }
}

/// Sums attributions by source.
pub fn voices(
    document: &Document<'_>,
    entities: &Entities,
    attributions: &Attributions,
    statements: &[Statement],
    map: &Utf16Map<'_>,
) -> Voices {
    let units = |span: Span| map.offset(span.end) - map.offset(span.start);
    let mut found = Voices::default();
    let mut places = HashMap::new();
    let mut covered: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut quoted: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (index, attribution) in attributions.list.iter().enumerate() {
        let total: u32 = attribution.content.iter().map(|&s| units(s)).sum();
        let direct: u32 = attribution
            .content
            .iter()
            .flat_map(|c| {
                overlapping(&attributions.quotations, *c)
                    .iter()
                    .map(|q| units(Span::new(q.start.max(c.start), q.end.min(c.end))))
            })
            .sum();
        let direct = if attribution.kind == AttributionKind::Indirect { 0 } else { direct };
        covered.extend(attribution.content.iter().map(|s| (s.start, s.end)));
        if attribution.kind != AttributionKind::Indirect {
            quoted.extend(attribution.content.iter().flat_map(|c| {
                overlapping(&attributions.quotations, *c).iter().map(|q| (q.start.max(c.start), q.end.min(c.end)))
            }));
        }
        let share = attribution.sources.len().max(1) as u32;
        for source in &attribution.sources {
            let at = *places.entry(key(source.entity, &source.text)).or_insert_with(|| {
                found.voices.push(Voice { source: source.clone(), characters: 0, direct: 0, attributions: Vec::new() });
                found.voices.len() - 1
            });
            let voice = &mut found.voices[at];
            voice.characters += total / share;
            voice.direct += direct / share;
            voice.attributions.push(index);
        }
    }
    found.voices.sort_by_key(|v| std::cmp::Reverse(v.characters));
    let all = f64::from(units(Span::new(0, document.text.len())).max(1));
    found.attributed_share = f64::from(union(&covered).into_iter().map(units).sum::<u32>()) / all;
    found.direct_share = f64::from(union(&quoted).into_iter().map(units).sum::<u32>()) / all;
    found.unheard = unheard(entities, &found.voices, statements);
    found
}

/// The stretches that `spans` cover together.
fn union(spans: &BTreeSet<(usize, usize)>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for &(start, end) in spans {
        match joined.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => joined.push(Span::new(start, end)),
        }
    }
    joined
}

/// People, bodies and states that matter in the article and are never heard, nor anybody who speaks for them.
fn unheard(entities: &Entities, voices: &[Voice], statements: &[Statement]) -> Vec<usize> {
    let mut heard: BTreeSet<usize> = BTreeSet::new();
    for entity in voices.iter().filter(|v| v.source.form != SourceForm::Implicit).filter_map(|v| v.source.entity) {
        heard.insert(entity);
        heard.extend(entities.state_of(entity));
        heard.extend(entities.entities[entity].affiliation.as_ref().and_then(|a| a.entity));
    }
    // Who denies or backs something is heard, also where no words of theirs are given.
    let own = statements
        .iter()
        .filter(|s| s.kind == StatementKind::Stance && s.attribution != StatementAttribution::Narrator);
    heard.extend(own.flat_map(|s| s.sources.iter().filter_map(|source| source.entity)));
    let targeted: BTreeSet<usize> = statements.iter().flat_map(|s| s.targets.iter().filter_map(|t| t.entity)).collect();
    let speaks = |index: usize| {
        let e = &entities.entities[index];
        matches!(e.kind, EntityType::Person | EntityType::Org) || e.is_state
    };
    (0..entities.entities.len())
        .filter(|&i| speaks(i) && !heard.contains(&i))
        .filter(|&i| targeted.contains(&i) || entities.entities[i].mentions.len() > 2)
        .collect()
}
