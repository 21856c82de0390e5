//! From the engine's tables to the report: bytes become UTF-16 code units, indices become identifiers.

use super::view::{self, Report};
use crate::analysis::Analysis;
use crate::attribution::Source;
use crate::report::view::{PublicationBasis, TextRange};
use crate::stance::matrix::Party;
use crate::text::{Span, Utf16Map, single_spaced};
use std::collections::BTreeMap;
use std::ops::Range;

/// Version of the report's structure.
const SCHEMA_VERSION: u32 = 1;

/// Builds the report of an analysis.
pub fn build(analysis: &Analysis<'_>) -> Report {
    let builder = Builder { analysis, map: Utf16Map::new(analysis.document.text) };
    Report {
        schema_version: SCHEMA_VERSION,
        publication: builder.publication(),
        entities: builder.entities(),
        times: builder.times(),
        timeline: builder.events(true),
        tail: builder.events(false),
        attributions: builder.attributions(),
        statements: builder.statements(),
        matrix: builder.matrix(),
        voices: builder.voices(),
        wording: builder.wording(),
        summary: builder.summary(),
        corrections: analysis.corrections.clone(),
        diagnostics: builder.diagnostics(),
    }
}

struct Builder<'a, 't> {
    analysis: &'a Analysis<'t>,
    map: Utf16Map<'t>,
}

fn id(letter: char, index: usize) -> String {
    format!("{letter}{}", index + 1)
}

fn entity_id(entity: Option<usize>) -> Option<String> {
    entity.map(|e| id('e', e))
}

fn round(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

impl Builder<'_, '_> {
    fn span(&self, tokens: Range<usize>) -> Span {
        self.analysis.document.span(tokens)
    }

    fn range(&self, tokens: Range<usize>) -> TextRange {
        self.map.range(self.span(tokens))
    }

    fn words(&self, tokens: Range<usize>) -> String {
        self.analysis.document.words(tokens).to_owned()
    }

    fn sentence(&self, sentence: usize) -> TextRange {
        self.range(self.analysis.document.sentences[sentence].tokens.clone())
    }

    fn publication(&self) -> view::Publication {
        let publication = &self.analysis.times.publication;
        let full = publication.date.to_string();
        let open =
            publication.basis == PublicationBasis::Dateline && !publication.year_stated && !publication.year_supported;
        view::Publication {
            date: if open { format!("XXXX{}", &full[4..]) } else { full.clone() },
            anchor: full,
            precision: view::Precision::Day,
            basis: publication.basis,
            year_stated: publication.year_stated,
            alternatives: publication.alternatives.iter().map(ToString::to_string).collect(),
            range: publication.tokens.clone().map(|t| self.range(t)),
            reason: publication.reason.clone(),
        }
    }

    fn entities(&self) -> Vec<view::Entity> {
        let found = &self.analysis.entities;
        let mention = |index: usize| {
            let mention = &found.mentions[index];
            view::Mention {
                range: self.range(mention.tokens.clone()),
                text: self.words(mention.tokens.clone()),
                kind: mention.kind,
            }
        };
        let entity = |(index, entity): (usize, &crate::entity::Entity)| view::Entity {
            id: id('e', index),
            name: entity.name.clone(),
            entity_type: entity.kind,
            role: entity.role.clone(),
            aliases: entity.aliases.clone(),
            link: entity.link.clone(),
            affiliation: entity.affiliation.as_ref().map(|a| view::Affiliation {
                entity_id: entity_id(a.entity),
                name: a.name.clone(),
                relation: a.relation,
                reason: a.reason.clone(),
            }),
            salience: entity.salience,
            reason: entity.reason.clone(),
            mentions: entity.mentions.iter().map(|&m| mention(m)).collect(),
        };
        let mut entities: Vec<view::Entity> = found.entities.iter().enumerate().map(entity).collect();
        self.amounts(&mut entities);
        entities
    }

    /// Appends the amounts to the `entities`, equal words as mentions of one; none that a name covers or crosses.
    fn amounts(&self, entities: &mut Vec<view::Entity>) {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let (document, mentions) = (&self.analysis.document, &self.analysis.entities.mentions);
        for quantity in &self.analysis.quantities {
            let first = mentions.partition_point(|m| self.span(m.tokens.clone()).end <= quantity.span.start);
            let over = mentions[first..].iter().map(|m| self.span(m.tokens.clone()));
            let mut over = over.take_while(|m| m.start < quantity.span.end);
            if over.any(|m| !quantity.span.contains(m) || m == quantity.span) {
                continue;
            }
            let text = quantity.span.slice(document.text);
            let name = single_spaced(text);
            let index = *known.entry(name.clone()).or_insert(entities.len());
            if index == entities.len() {
                entities.push(view::Entity {
                    id: id('e', index),
                    name,
                    entity_type: quantity.kind,
                    role: None,
                    aliases: Vec::new(),
                    link: None,
                    affiliation: None,
                    salience: 0.0,
                    reason: quantity.reason.clone(),
                    mentions: Vec::new(),
                });
            }
            entities[index].mentions.push(view::Mention {
                range: self.map.range(quantity.span),
                text: text.to_owned(),
                kind: view::MentionKind::Name,
            });
        }
    }

    fn times(&self) -> Vec<view::TimeExpression> {
        let time = |(index, time): (usize, &crate::time::TimeExpression)| view::TimeExpression {
            id: id('t', index),
            range: self.map.range(time.span),
            text: time.span.slice(self.analysis.document.text).to_owned(),
            time_type: time.resolved.kind,
            value: time.resolved.value.clone(),
            start: time.resolved.days.map(|d| d.0.to_string()),
            end: time.resolved.days.map(|d| d.1.to_string()),
            precision: time.resolved.precision,
            certainty: time.resolved.certainty,
            modifier: time.resolved.modifier,
            reason: time.resolved.reason.clone(),
        };
        self.analysis.times.expressions.iter().enumerate().map(time).collect()
    }

    /// The events of the timeline, or those of its tail.
    fn events(&self, dated: bool) -> Vec<view::TimelineEvent> {
        let event = |(index, event): (usize, &crate::timeline::Event)| view::TimelineEvent {
            id: id('v', index),
            kind: event.kind,
            dating: event.dating,
            time_id: event.time.map(|t| id('t', t)),
            after_id: event.after.map(|v| id('v', v)),
            date: event.date.clone(),
            start: event.days.0.to_string(),
            end: event.days.1.to_string(),
            open: event.open,
            precision: event.precision,
            certainty: event.certainty,
            headline: event.headline.clone(),
            trigger: self.range(event.trigger..event.trigger + 1),
            evidence: self.map.range(event.evidence),
            sentence: self.sentence(event.sentence),
            mentions: event.mentions.iter().map(|&m| self.map.range(m)).collect(),
            participants: event.participants.iter().map(|&e| id('e', e)).collect(),
            reason: event.reason.clone(),
        };
        let chosen = self.analysis.timeline.iter().enumerate().filter(|(_, event)| event.is_dated() == dated);
        chosen.map(event).collect()
    }

    fn source(&self, source: &Source) -> view::Source {
        view::Source {
            entity_id: entity_id(source.entity),
            text: source.text.clone(),
            range: Some(source.tokens.clone()).filter(|t| !t.is_empty()).map(|t| self.range(t)),
            form: source.form,
        }
    }

    fn sources(&self, sources: &[Source]) -> Vec<view::Source> {
        sources.iter().map(|s| self.source(s)).collect()
    }

    fn quote(&self, tokens: Range<usize>) -> view::Quote {
        view::Quote { text: self.words(tokens.clone()), range: self.range(tokens) }
    }

    /// Attributions with one source each: those that several share stand once for each.
    fn attributions(&self) -> Vec<view::Attribution> {
        let list = &self.analysis.attributions.list;
        let single = list.iter().flat_map(|a| a.sources.iter().map(move |source| (a, source)));
        single
            .enumerate()
            .map(|(index, (attribution, source))| view::Attribution {
                id: id('a', index),
                source: self.source(source),
                cue: attribution.cue.clone().map(|c| self.quote(c)),
                content: attribution.content.iter().map(|&s| self.map.range(s)).collect(),
                kind: attribution.kind,
                via: self.sources(&attribution.via),
            })
            .collect()
    }

    /// The identifiers of one attribution, one for each of its sources.
    fn attribution_ids(&self, attribution: usize, source: &Source) -> Option<String> {
        let list = &self.analysis.attributions.list;
        let before: usize = list[..attribution].iter().map(|a| a.sources.len()).sum();
        let own = list[attribution].sources.iter().position(|s| s.is_same(source))?;
        Some(id('a', before + own))
    }

    fn statements(&self) -> Vec<view::Statement> {
        let target = |t: &crate::stance::Target| view::Target {
            entity_id: entity_id(t.entity),
            text: t.text.clone(),
            range: Some(self.range(t.tokens.clone())),
            role: t.role,
            polarity: t.polarity,
        };
        let statement = |(index, s): (usize, &crate::stance::Statement)| view::Statement {
            id: id('s', index),
            kind: s.kind,
            source: s.sources.first().map(|source| self.source(source)),
            co_sources: self.sources(s.sources.get(1..).unwrap_or(&[])),
            via: self.sources(&s.via),
            act: s.act,
            cue: self.quote(s.cue.clone()),
            targets: s.targets.iter().map(target).collect(),
            attribution: s.attribution,
            certainty: s.certainty,
            negated: s.negated,
            category: s.category.clone(),
            evidence: s.evidence.iter().map(|&e| self.map.range(e)).collect(),
            sentence: self.sentence(s.sentence),
            reason: s.reason.clone(),
        };
        self.analysis.statements.iter().enumerate().map(statement).collect()
    }

    fn matrix(&self) -> view::Matrix {
        let party = |p: &Party| view::Party {
            entity_id: entity_id(p.entity),
            text: p.text.clone(),
            topic: p.topic,
            parent: p.parent.map(|p| p as u32),
        };
        let matrix = &self.analysis.matrix;
        let cell = |c: &crate::stance::matrix::Cell| view::Cell {
            row: c.row as u32,
            column: c.column as u32,
            label: c.label,
            speech: c.speech,
            deeds: c.deeds,
            score: c.score,
            statement_ids: c.statements.iter().map(|&s| id('s', s)).collect(),
        };
        view::Matrix {
            rows: matrix.rows.iter().map(party).collect(),
            columns: matrix.columns.iter().map(party).collect(),
            cells: matrix.cells.iter().map(cell).collect(),
        }
    }

    fn voices(&self) -> view::Voices {
        let voices = &self.analysis.voices;
        let all = f64::from(voices.voices.iter().map(|v| v.characters).sum::<u32>().max(1));
        let voice = |v: &crate::stance::voices::Voice| view::Voice {
            entity_id: entity_id(v.source.entity),
            text: v.source.text.clone(),
            named: v.source.entity.is_some(),
            characters: v.characters,
            direct_characters: v.direct,
            share: round(f64::from(v.characters) / all),
            attribution_ids: v.attributions.iter().filter_map(|&a| self.attribution_ids(a, &v.source)).collect(),
        };
        view::Voices {
            attributed_share: round(voices.attributed_share),
            direct_share: round(voices.direct_share),
            sources: voices.voices.iter().map(voice).collect(),
            unheard: voices.unheard.iter().map(|&e| id('e', e)).collect(),
        }
    }

    fn wording(&self) -> Vec<view::Wording> {
        let wording = |w: &crate::stance::wording::Wording| view::Wording {
            range: self.range(w.tokens.clone()),
            text: self.words(w.tokens.clone()),
            kind: w.kind,
            reason: w.reason.clone(),
        };
        self.analysis.wording.iter().map(wording).collect()
    }

    fn summary(&self) -> Vec<view::SummarySentence> {
        let sentence = |s: &crate::stance::summary::Sentence| view::SummarySentence {
            text: s.text.clone(),
            statement_ids: s.statements.iter().map(|&i| id('s', i)).collect(),
            evidence: s.evidence.iter().map(|&e| self.map.range(e)).collect(),
        };
        self.analysis.summary.iter().map(sentence).collect()
    }

    fn diagnostics(&self) -> Vec<view::Diagnostic> {
        let mut found = Vec::new();
        if self.analysis.cut {
            let at = self.map.offset(self.analysis.document.text.len());
            let message = format!("The text is very long; only its first {at} characters were analysed.");
            found.push(view::Diagnostic {
                code: "text-truncated".into(),
                message,
                range: Some(TextRange { start: at, end: at }),
            });
        }
        if self.analysis.foreign {
            let message = "This does not look like English; Article Lens reads English only, so findings may be missing or wrong.".into();
            found.push(view::Diagnostic { code: "not-english".into(), message, range: None });
        }
        for time in &self.analysis.times.expressions {
            if let Some(message) = &time.resolved.inconsistent {
                let range = Some(self.map.range(time.span));
                let words = time.span.slice(self.analysis.document.text);
                let message = format!("“{words}” does not agree with the calendar: {message}");
                found.push(view::Diagnostic { code: "inconsistent-date".into(), message, range });
            }
        }
        for correction in self.analysis.corrections.iter().filter(|c| !c.fits(self.analysis.document.text)) {
            let words = correction.words().join("”, “");
            let message = format!("A correction was left out: the text has no “{words}”.");
            found.push(view::Diagnostic { code: "unused-correction".into(), message, range: None });
        }
        found
    }
}
