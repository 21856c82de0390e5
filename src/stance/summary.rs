//! The stance summary: the positions in at most eighty words, every sentence with its evidence.

use super::Statement;
use super::phrase::{Phrases, join};
use super::voices::Voices;
use super::wording::Wording;
use crate::attribution::{Context, Source};
use crate::report::view::{Act, EntityType, SourceForm, StatementKind, TargetRole, WordingKind};
use crate::segment::SentenceKind;
use crate::tag::Tag;
use crate::text::{Span, capitalised};

/// Most words of a summary.
const MOST_WORDS: usize = 80;
/// Words kept for who is not heard and for the writer's wording.
const RESERVED_WORDS: usize = 26;
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
    let writer = Writer { context, phrases: Phrases { context } };
    let mut groups: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
    // A headline says again what the body tells, in fewer words.
    let body = |s: &Statement| context.document.sentences[s.sentence].kind != SentenceKind::Headline;
    let told_again = statements.iter().any(|s| is_told(s) && body(s));
    let mutual: Vec<[Option<usize>; 2]> = statements.iter().filter_map(partners).collect();
    // What two do to each other is told once.
    let covered = |s: &Statement| match (s.act, s.sources.as_slice(), s.targets.as_slice()) {
        (Act::Harm, [source], [target]) => {
            let pair = [source.entity, target.entity];
            mutual.iter().any(|m| pair.iter().all(|p| p.is_some() && m.contains(p)))
        }
        _ => false,
    };
    for (index, statement) in statements
        .iter()
        .enumerate()
        .filter(|(_, s)| is_told(s) && !covered(s) && writer.is_clear(s) && (body(s) || !told_again))
    {
        let holders: Vec<String> = if statement.sources.is_empty() {
            vec![String::new()]
        } else {
            statement.sources.iter().map(|s| writer.phrases.holder(s)).collect()
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
    let rank = |list: &[usize]| {
        let any = |test: &dyn Fn(&Statement) -> bool| list.iter().any(|&i| test(&statements[i]));
        if any(&|s| matches!(s.act, Act::Blame | Act::Criticise | Act::Oppose | Act::Reject | Act::Threaten)) {
            0
        } else if any(&|s| matches!(s.act, Act::Harm)) {
            1
        } else if any(&|s| s.kind == StatementKind::Stance && s.act != Act::Say) {
            2
        } else {
            3
        }
    };
    let main = groups
        .iter()
        .enumerate()
        .filter(|(_, (_, l))| stance(l))
        .max_by(|a, b| salience(&a.1.1).total_cmp(&salience(&b.1.1)).then(b.0.cmp(&a.0)))
        .map(|(i, _)| i);
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&i| (Some(i) != main, rank(&groups[i].1), i));

    // Where nobody takes a position, a reader still wants to know who speaks.
    let heard = if groups.is_empty() { writer.heard(voices) } else { None };
    let tail = [heard, writer.unheard(voices), writer.wording(wording)];
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

/// The two who do to each other what a statement tells.
fn partners(statement: &Statement) -> Option<[Option<usize>; 2]> {
    let mut found = statement.targets.iter().filter(|t| t.role == TargetRole::Partner).map(|t| t.entity);
    let pair = [found.next()?, found.next()?];
    statement.sources.is_empty().then_some(pair)
}

/// Whether a statement belongs into the summary: not what is denied, what may come, what the writer claims, nor a deed of
/// nobody.
fn is_told(statement: &Statement) -> bool {
    let held = !statement.sources.is_empty() || partners(statement).is_some();
    let announced = matches!(statement.act, Act::Offer | Act::Threaten | Act::Urge);
    let happened = statement.certainty > 0.5 || announced;
    held && happened && !statement.negated && statement.kind != StatementKind::Claim
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

struct Writer<'c, 'a, 't, 'd> {
    context: &'c Context<'a, 't, 'd>,
    phrases: Phrases<'c, 'a, 't, 'd>,
}

impl Writer<'_, '_, '_, '_> {
    /// Whether a reader of the summary alone knows who holds a statement: "her client" is nobody there.
    fn is_clear(&self, statement: &Statement) -> bool {
        let owned = |s: &Source| s.entity.is_none() && self.context.tags.tag(s.tokens.start) == Tag::PrpS;
        !statement.sources.iter().any(owned)
    }

    /// One holder's statements in one sentence, as many as fit.
    fn sentence(&self, holders: &[String], list: &[usize], statements: &[Statement], room: usize) -> Option<Sentence> {
        let many = |&i: &usize| {
            statements[i].sources.first().is_some_and(|s| {
                let last = s.tokens.end.saturating_sub(1);
                match s.entity.map(|e| &self.context.entities.entities[e]) {
                    // "Republicans", "Palestinians"
                    Some(entity) => entity.kind == EntityType::Norp && entity.name.ends_with('s'),
                    None => {
                        self.context.tags.tag(last) == Tag::Nns
                            || matches!(self.context.tags.lemma(last), "police" | "people")
                    }
                }
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
                    statement.targets.iter().filter_map(|t| t.entity).map(|e| self.phrases.name(e)).collect();
                subject = join(&parties);
                match statement.act {
                    Act::Harm if statement.category == "ASSAULT" => "fight each other".to_owned(),
                    Act::Harm => "act against each other".to_owned(),
                    _ => "talk with each other".to_owned(),
                }
            } else {
                let known = used.last().map(|&i: &usize| &statements[i]);
                self.phrases.clause(statement, plural, known)
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
            .map_or(String::new(), |via| format!(" (told by {})", self.phrases.holder(via)));
        let told = join(&clauses);
        let stop = if via.is_empty() && told.ends_with(['…', '.']) { "" } else { "." };
        let text = capitalised(&format!("{subject} {told}{via}{stop}"));
        let evidence = used.iter().flat_map(|&i| statements[i].evidence.clone()).collect();
        (count(&text) <= room).then_some(Sentence { text, statements: used, evidence })
    }

    /// Who is heard most.
    fn heard(&self, voices: &Voices) -> Option<Sentence> {
        let clear =
            |s: &&Source| s.form != SourceForm::Implicit && (s.entity.is_some() || s.form != SourceForm::Pronoun);
        let sources: Vec<&Source> = voices.voices.iter().map(|v| &v.source).filter(clear).take(3).collect();
        let names: Vec<String> = sources.iter().map(|s| self.phrases.holder(s)).collect();
        let evidence = sources.iter().map(|s| self.context.document.span(s.tokens.clone())).collect();
        (!names.is_empty()).then(|| Sentence {
            text: format!("Heard: {}.", join(&names)),
            statements: Vec::new(),
            evidence,
        })
    }

    /// Who is written about and never heard.
    fn unheard(&self, voices: &Voices) -> Option<Sentence> {
        let names: Vec<String> = voices.unheard.iter().take(3).map(|&e| self.phrases.name(e)).collect();
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
        let words: Vec<String> = chosen.iter().map(|w| format!("“{}”", self.phrases.words(w.tokens.clone()))).collect();
        let evidence = chosen.iter().map(|w| self.context.document.span(w.tokens.clone())).collect();
        (!words.is_empty()).then(|| Sentence {
            text: format!("In the writer’s own words: {}.", words.join(", ")),
            statements: Vec::new(),
            evidence,
        })
    }
}
