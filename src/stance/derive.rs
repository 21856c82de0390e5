//! What follows from statements and attributions: the matrix and the voices.

use super::Statement;
use crate::attribution::{Attributions, Source, overlapping};
use crate::entity::Entities;
use crate::report::view::{AttributionKind, CellLabel, EntityType, SourceForm, TargetRole};
use crate::segment::Document;
use crate::text::{Span, Utf16Map};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Somebody or something in the matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// Its entity, if it is one.
    pub entity: Option<usize>,
    /// What it is called.
    pub text: String,
    /// Whether it is a matter rather than somebody.
    pub topic: bool,
}

/// One holder towards one target.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Index of the holder.
    pub row: usize,
    /// Index of the target.
    pub column: usize,
    /// In one word.
    pub label: CellLabel,
    /// Sum of polarity times certainty.
    pub score: f64,
    /// Indices of its statements.
    pub statements: Vec<usize>,
}

/// The statements by holder and target.
#[derive(Debug, Default)]
pub struct Matrix {
    /// The holders, in the order in which they first hold something.
    pub rows: Vec<Party>,
    /// The targets: somebody first, then matters.
    pub columns: Vec<Party>,
    /// The cells, by row and column.
    pub cells: Vec<Cell>,
}

/// Score, whether anything is for, whether anything is against, and the statements of one cell.
type Sum = (f64, bool, bool, Vec<usize>);

/// Sums statements by holder and target.
pub fn matrix(statements: &[Statement]) -> Matrix {
    let mut matrix = Matrix::default();
    let (mut rows, mut columns) = (HashMap::new(), HashMap::new());
    let mut sums: BTreeMap<(usize, usize), Sum> = BTreeMap::new();
    for (index, statement) in statements.iter().enumerate() {
        let partners: Vec<&super::Target> = statement
            .targets
            .iter()
            .filter(|t| t.role == TargetRole::Partner)
            .collect();
        let mutual = statement.sources.is_empty() && partners.len() == 2;
        let mut pairs: Vec<(Party, &super::Target)> = Vec::new();
        if mutual {
            pairs.extend([
                (party(partners[0]), partners[1]),
                (party(partners[1]), partners[0]),
            ]);
        } else {
            for source in &statement.sources {
                let holder = Party {
                    entity: source.entity,
                    text: source.text.clone(),
                    topic: false,
                };
                pairs.extend(statement.targets.iter().map(|t| (holder.clone(), t)));
            }
        }
        for (holder, target) in pairs {
            let row = place(&mut matrix.rows, &mut rows, holder);
            let column = place(&mut matrix.columns, &mut columns, party(target));
            let sum = sums.entry((row, column)).or_default();
            sum.0 += f64::from(target.polarity) * statement.certainty;
            sum.1 |= target.polarity > 0;
            sum.2 |= target.polarity < 0;
            sum.3.push(index);
        }
    }
    // Matters stand behind people and states.
    let mut order: Vec<usize> = (0..matrix.columns.len()).collect();
    order.sort_by_key(|&c| (matrix.columns[c].topic, c));
    let mut new = vec![0; order.len()];
    order
        .iter()
        .enumerate()
        .for_each(|(to, &from)| new[from] = to);
    matrix.columns = order.iter().map(|&c| matrix.columns[c].clone()).collect();
    matrix.cells = sums
        .into_iter()
        .map(|((row, column), (score, plus, minus, statements))| {
            let label = match (plus, minus) {
                (true, true) => CellLabel::Mixed,
                (true, false) => CellLabel::Supportive,
                (false, true) => CellLabel::Critical,
                (false, false) => CellLabel::Engaged,
            };
            Cell {
                row,
                column: new[column],
                label,
                score: (score * 100.0).round() / 100.0,
                statements,
            }
        })
        .collect();
    matrix.cells.sort_by_key(|c| (c.row, c.column));
    matrix
}

fn party(target: &super::Target) -> Party {
    Party {
        entity: target.entity,
        text: target.text.clone(),
        topic: target.role == TargetRole::Topic && target.entity.is_none(),
    }
}

/// What tells one party from another: its entity, or else its words in small letters.
type Key = (Option<usize>, String);

fn key(entity: Option<usize>, text: &str) -> Key {
    match entity {
        Some(_) => (entity, String::new()),
        None => (None, text.to_ascii_lowercase()),
    }
}

fn place(parties: &mut Vec<Party>, places: &mut HashMap<Key, usize>, party: Party) -> usize {
    *places
        .entry(key(party.entity, &party.text))
        .or_insert_with(|| {
            parties.push(party);
            parties.len() - 1
        })
}

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
        let direct = if attribution.kind == AttributionKind::Indirect {
            0
        } else {
            direct
        };
        covered.extend(attribution.content.iter().map(|s| (s.start, s.end)));
        if attribution.kind != AttributionKind::Indirect {
            quoted.extend(attribution.content.iter().flat_map(|c| {
                overlapping(&attributions.quotations, *c)
                    .iter()
                    .map(|q| (q.start.max(c.start), q.end.min(c.end)))
            }));
        }
        let share = attribution.sources.len().max(1) as u32;
        for source in &attribution.sources {
            let at = *places
                .entry(key(source.entity, &source.text))
                .or_insert_with(|| {
                    found.voices.push(Voice {
                        source: source.clone(),
                        characters: 0,
                        direct: 0,
                        attributions: Vec::new(),
                    });
                    found.voices.len() - 1
                });
            let voice = &mut found.voices[at];
            voice.characters += total / share;
            voice.direct += direct / share;
            voice.attributions.push(index);
        }
    }
    found
        .voices
        .sort_by_key(|v| std::cmp::Reverse(v.characters));
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
    for entity in voices
        .iter()
        .filter(|v| v.source.form != SourceForm::Implicit)
        .filter_map(|v| v.source.entity)
    {
        heard.insert(entity);
        heard.extend(entities.state_of(entity));
        heard.extend(
            entities.entities[entity]
                .affiliation
                .as_ref()
                .and_then(|a| a.entity),
        );
    }
    let targeted: BTreeSet<usize> = statements
        .iter()
        .flat_map(|s| s.targets.iter().filter_map(|t| t.entity))
        .collect();
    let speaks = |index: usize| {
        let e = &entities.entities[index];
        matches!(e.kind, EntityType::Person | EntityType::Org) || e.is_state
    };
    (0..entities.entities.len())
        .filter(|&i| speaks(i) && !heard.contains(&i))
        .filter(|&i| targeted.contains(&i) || entities.entities[i].mentions.len() > 2)
        .collect()
}
