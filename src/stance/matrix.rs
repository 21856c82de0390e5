//! The matrix: who stands where towards whom, rolled up from people to bodies to states.

use super::{Statement, Target};
use crate::entity::Entities;
use crate::report::view::{CellLabel, EntityType, StatementKind, TargetRole};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A person, a body and its state.
const STEPS: usize = 3;

/// Somebody or something in the matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// Its entity, if it is one.
    pub entity: Option<usize>,
    /// What it is called.
    pub text: String,
    /// Whether it is a matter rather than somebody.
    pub topic: bool,
    /// Index, in the same list, of the body or state that it speaks and acts for.
    pub parent: Option<usize>,
}

/// One holder towards one target, with all who belong to either.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Index of the holder.
    pub row: usize,
    /// Index of the target.
    pub column: usize,
    /// In one word.
    pub label: CellLabel,
    /// The same of what is said alone; none if nothing is.
    pub speech: Option<CellLabel>,
    /// The same of what is done alone; none if nothing is.
    pub deeds: Option<CellLabel>,
    /// Sum of polarity times certainty.
    pub score: f64,
    /// Indices of its statements.
    pub statements: Vec<usize>,
}

/// The statements by holder and target.
#[derive(Debug, Default)]
pub struct Matrix {
    /// The holders, in the order in which they first hold something; those of a body or state right behind it.
    pub rows: Vec<Party>,
    /// The targets in the same order: somebody first, then matters.
    pub columns: Vec<Party>,
    /// The cells, by row and column. That of a body or state counts what those who belong to it hold.
    pub cells: Vec<Cell>,
}

/// Which way statements go.
#[derive(Default, Clone, Copy)]
struct Lean {
    told: bool,
    favours: bool,
    opposes: bool,
}

impl Lean {
    fn add(&mut self, polarity: i8) {
        self.told = true;
        self.favours |= polarity > 0;
        self.opposes |= polarity < 0;
    }

    fn label(self) -> Option<CellLabel> {
        self.told.then_some(match (self.favours, self.opposes) {
            (true, true) => CellLabel::Mixed,
            (true, false) => CellLabel::Supportive,
            (false, true) => CellLabel::Critical,
            (false, false) => CellLabel::Engaged,
        })
    }
}

/// What statements of one holder about one target come to.
#[derive(Default)]
struct Sum {
    score: f64,
    all: Lean,
    speech: Lean,
    deeds: Lean,
    statements: BTreeSet<usize>,
}

/// The parties of one side.
#[derive(Default)]
struct Side {
    parties: Vec<Party>,
    places: HashMap<(Option<usize>, String), usize>,
}

impl Side {
    /// The places of a party and of all that it belongs to, itself first.
    fn place(&mut self, entities: &Entities, party: Party) -> Vec<usize> {
        let mut chain = vec![party];
        while let Some(above) = chain.last().and_then(|p| p.entity).and_then(|e| above(entities, e))
            && chain.len() < STEPS
            && chain.iter().all(|p| p.entity != Some(above))
        {
            let text = entities.entities[above].name.clone();
            chain.push(Party { entity: Some(above), text, topic: false, parent: None });
        }
        let places: Vec<usize> = chain
            .into_iter()
            .map(|party| {
                let key = match party.entity {
                    Some(_) => (party.entity, String::new()),
                    None => (None, party.text.to_ascii_lowercase()),
                };
                *self.places.entry(key).or_insert_with(|| {
                    self.parties.push(party);
                    self.parties.len() - 1
                })
            })
            .collect();
        for pair in places.windows(2) {
            self.parties[pair[0]].parent.get_or_insert(pair[1]);
        }
        places
    }

    /// The parties in the order of the matrix, and the new place of each: a group stands where the first of its members
    /// was placed, right before them.
    fn ordered(self) -> (Vec<Party>, Vec<usize>) {
        // From a party up to what it belongs to in the end.
        let upwards = |at: usize| std::iter::successors(Some(at), |&at| self.parties[at].parent);
        let mut earliest: Vec<usize> = (0..self.parties.len()).collect();
        for at in 0..self.parties.len() {
            upwards(at).for_each(|group| earliest[group] = earliest[group].min(at));
        }
        let path = |at: usize| {
            let mut path: Vec<usize> = upwards(at).map(|group| earliest[group]).collect();
            path.reverse();
            (self.parties[at].topic, path)
        };
        let mut order: Vec<usize> = (0..self.parties.len()).collect();
        order.sort_by_cached_key(|&at| path(at));
        let mut new = vec![0; order.len()];
        order.iter().enumerate().for_each(|(to, &from)| new[from] = to);
        let moved = |&from: &usize| {
            let party = &self.parties[from];
            Party { parent: party.parent.map(|p| new[p]), ..party.clone() }
        };
        (order.iter().map(moved).collect(), new)
    }
}

/// The body or state that an entity speaks and acts for, if the article names it.
fn above(entities: &Entities, entity: usize) -> Option<usize> {
    let own = entities.entities.get(entity)?;
    let body = own
        .affiliation
        .as_ref()
        .and_then(|a| a.entity)
        .filter(|&e| matches!(entities.entities[e].kind, EntityType::Org | EntityType::Gpe));
    body.or_else(|| entities.state_of(entity)).filter(|&e| e != entity && !own.is_state)
}

/// Sums statements by holder and target.
pub fn matrix(entities: &Entities, statements: &[Statement]) -> Matrix {
    let (mut rows, mut columns) = (Side::default(), Side::default());
    let mut sums: BTreeMap<(usize, usize), Sum> = BTreeMap::new();
    for (index, statement) in statements.iter().enumerate() {
        let deed = statement.kind != StatementKind::Stance;
        // Co-holders of one state count once for it.
        let mut counted = BTreeSet::new();
        for (holder, target) in pairs(statement) {
            let from = rows.place(entities, holder);
            let to = columns.place(entities, party(target));
            for (&row, &column) in from.iter().flat_map(|r| to.iter().map(move |c| (r, c))) {
                let same =
                    rows.parties[row].entity.is_some() && rows.parties[row].entity == columns.parties[column].entity;
                if same || !counted.insert((row, column, target.tokens.start, target.entity)) {
                    continue;
                }
                let sum = sums.entry((row, column)).or_default();
                sum.score += f64::from(target.polarity) * statement.certainty;
                sum.all.add(target.polarity);
                if deed {
                    sum.deeds.add(target.polarity)
                } else {
                    sum.speech.add(target.polarity)
                }
                sum.statements.insert(index);
            }
        }
    }
    let ((rows, row_of), (columns, column_of)) = (rows.ordered(), columns.ordered());
    let mut cells: Vec<Cell> = sums
        .into_iter()
        .map(|((row, column), sum)| Cell {
            row: row_of[row],
            column: column_of[column],
            label: sum.all.label().unwrap_or(CellLabel::Engaged),
            speech: sum.speech.label(),
            deeds: sum.deeds.label(),
            score: (sum.score * 100.0).round() / 100.0,
            statements: sum.statements.into_iter().collect(),
        })
        .collect();
    cells.sort_by_key(|c| (c.row, c.column));
    Matrix { rows, columns, cells }
}

/// Each holder of a statement with each of its targets; of a mutual one, each party with the other.
fn pairs(statement: &Statement) -> Vec<(Party, &Target)> {
    let partners: Vec<&Target> = statement.targets.iter().filter(|t| t.role == TargetRole::Partner).collect();
    if let (true, [first, second]) = (statement.sources.is_empty(), partners.as_slice()) {
        return vec![(party(first), second), (party(second), first)];
    }
    let holders =
        statement.sources.iter().map(|s| Party { entity: s.entity, text: s.text.clone(), topic: false, parent: None });
    holders.flat_map(|holder| statement.targets.iter().map(move |t| (holder.clone(), t))).collect()
}

fn party(target: &Target) -> Party {
    Party {
        entity: target.entity,
        text: target.text.clone(),
        topic: target.role == TargetRole::Topic && target.entity.is_none(),
        parent: None,
    }
}
