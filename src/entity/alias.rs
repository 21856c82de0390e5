//! Aliases: which names are names of one and the same.
//!
//! Every different name of the text is a form; forms fall into groups, and every group is an entity. People
//! go by their words ("J. Smith", "Jon A. Smith", "Smith"), everything else by its normal form, by short forms
//! that only one longer name can stand behind, and by acronyms. Where two groups could be meant, none is taken.

use super::recognize::Name;
use super::{Gender, join_words};
use crate::lexicon::Lexicon;
use crate::report::view::EntityType;
use crate::segment::Document;
use crate::text::capitalised;
use crate::token::Case;
use std::collections::HashMap;

/// Words that end the name of a company and do not belong to what it is called.
const COMPANY: [&str; 20] = [
    "inc",
    "inc.",
    "ltd",
    "ltd.",
    "plc",
    "llc",
    "corp",
    "corp.",
    "corporation",
    "co",
    "co.",
    "company",
    "asa",
    "ag",
    "sa",
    "gmbh",
    "nv",
    "group",
    "holdings",
    "limited",
];
/// Words that stand behind a person's name.
const SUFFIXES: [&str; 9] = ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "esq", "esq."];
/// Small words that an acronym may pass over.
const SMALL: [&str; 9] = ["of", "the", "for", "and", "in", "on", "to", "de", "&"];
/// Prepositions that tell a place from a person of the same name.
const PLACING: [&str; 5] = ["in", "near", "at", "from", "across"];

/// Most people with one name in common that are compared.
const MOST_NAMESAKES: usize = 32;

/// One of the different names of a text.
struct Form {
    /// Its words in small letters, without titles before and suffixes behind for people.
    words: Vec<String>,
    /// "jr", "iii" and the like.
    suffix: Option<String>,
    /// All its words as they stand.
    text: String,
    kind: EntityType,
    listed: bool,
    /// Whether its kind is a guess.
    weak: bool,
    /// Kind in the gazetteer ("state", "city", "company").
    sort: String,
}

/// The group of each name, by its place in `names`; groups are numbered in the order in which they appear.
pub(super) fn groups(document: &Document<'_>, names: &[Name<'_>], lexicon: &Lexicon<'_>) -> Vec<usize> {
    let mut forms: Vec<Form> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let of_name: Vec<usize> = names
        .iter()
        .map(|name| {
            let text = join_words(document, name.tokens.clone());
            *known.entry(text.clone()).or_insert_with(|| {
                forms.push(form(document, name, text, lexicon));
                forms.len() - 1
            })
        })
        .collect();
    let mut sets = Sets((0..forms.len()).collect());
    let people = people(&forms, lexicon, &mut sets);
    others(&forms, lexicon, &mut sets);
    acronyms(&forms, &mut sets);
    in_brackets(document, names, &of_name, &forms, &mut sets);
    let lone = lone_names(document, names, &of_name, &forms, &people, lexicon, &mut sets);
    let mut numbers: HashMap<(usize, bool), usize> = HashMap::new();
    of_name
        .iter()
        .zip(lone)
        .map(|(&form, apart)| {
            let key = match apart {
                Lone::With(group) => (sets.find(group), false),
                Lone::Apart => (sets.find(form), true),
                Lone::No => (sets.find(form), false),
            };
            let next = numbers.len();
            *numbers.entry(key).or_insert(next)
        })
        .collect()
}

fn form(document: &Document<'_>, name: &Name<'_>, text: String, lexicon: &Lexicon<'_>) -> Form {
    let mut words: Vec<String> = document.tokens[name.tokens.clone()].iter().map(|t| t.lower.clone()).collect();
    let mut suffix = None;
    if name.kind == EntityType::Person {
        words.retain(|w| w.chars().any(char::is_alphanumeric));
        while words.len() > 1 && (lexicon.titles.first(&words[0]).is_some() || is_title(&words[0], lexicon)) {
            words.remove(0);
        }
        let capitals = |at: usize| document.tokens[at].case == Case::Upper && document.word(at).chars().count() <= 4;
        let mut end = name.tokens.end;
        while words.len() > 2 && end > name.tokens.start && capitals(end - 1) && !capitals(name.tokens.start) {
            // "Zaha Hadid DBE"
            words.pop();
            end -= 1;
        }
        if words.len() > 1 && words.last().is_some_and(|w| SUFFIXES.contains(&w.as_str())) {
            suffix = words.pop().map(|s| s.trim_end_matches('.').to_owned());
        }
    } else {
        if words.len() > 1 && words[0] == "the" {
            words.remove(0);
        }
        if words.last().is_some_and(|w| w == "'s" || w == "'") && words.len() > 1 {
            words.pop();
        }
        let company = |w: &String| COMPANY.contains(&w.as_str());
        while words.len() > 1 && name.kind == EntityType::Org && name.row.is_none() && words.last().is_some_and(company)
        {
            words.pop();
        }
    }
    let sort = name.row.map_or("", |row| row.field(1)).to_owned();
    if sort == "state" {
        words = vec![format!("state {}", name.row.map_or("", |row| row.field(2)))];
    }
    Form { words, suffix, text, kind: name.kind, listed: name.row.is_some(), weak: name.strength == 0, sort }
}

fn is_title(word: &str, lexicon: &Lexicon<'_>) -> bool {
    lexicon.persons.first(word).is_some_and(|row| row.field(1) == "title")
}

/// Disjoint sets of forms.
struct Sets(Vec<usize>);

impl Sets {
    fn find(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        let (low, high) = (a.min(b), a.max(b));
        self.0[high] = low;
    }
}

/// Full names of people by the words that may stand for them.
#[derive(Default)]
struct People {
    surnames: HashMap<String, Vec<usize>>,
    given: HashMap<String, Vec<usize>>,
}

/// Puts the full names of people together and tells by which single words they may go.
fn people(forms: &[Form], lexicon: &Lexicon<'_>, sets: &mut Sets) -> People {
    let mut order: Vec<usize> =
        (0..forms.len()).filter(|&f| forms[f].kind == EntityType::Person && forms[f].words.len() > 1).collect();
    order.sort_by_key(|&f| (std::cmp::Reverse(forms[f].words.len()), f));
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut people = People::default();
    for f in order {
        let form = &forms[f];
        let last = form.words.len() - 1;
        let candidates = by_word.get(form.words[last].as_str());
        let full = candidates.and_then(|c| c.iter().copied().find(|&full| is_within(form, &forms[full], lexicon)));
        if let Some(full) = full {
            sets.join(f, full);
        } else {
            form.words.iter().for_each(|w| note(by_word.entry(w).or_default(), f));
            note(people.surnames.entry(form.words[last].clone()).or_default(), f);
            note(people.given.entry(form.words[0].clone()).or_default(), f);
            // "Robert “Bobby” Fischer"
            if form.words.len() == 3 && form.text.contains(['"', '“', '\'', '(', '‘']) {
                people.given.entry(form.words[1].clone()).or_default().push(f);
            }
        }
    }
    people
}

/// Adds a form to those that share a word, as long as they are few enough to be told apart.
fn note(namesakes: &mut Vec<usize>, form: usize) {
    if namesakes.len() < MOST_NAMESAKES {
        namesakes.push(form);
    }
}

/// Whether all words of the shorter name are words of the longer one, initials and short forms allowed.
fn is_within(short: &Form, long: &Form, lexicon: &Lexicon<'_>) -> bool {
    let same = |a: &str, b: &str| {
        let initial = |i: &str, w: &str| {
            let letters = i.chars().filter(|c| c.is_alphabetic()).count();
            (letters == 1 || letters == 2 && i.contains('.')) && i.chars().next() == w.chars().next()
        };
        let short_for = |n: &str, w: &str| {
            lexicon.nicknames.first(n).is_some_and(|row| row.field(0).split(' ').any(|full| full == w))
        };
        a == b || initial(a, b) || initial(b, a) || short_for(a, b) || short_for(b, a)
    };
    let suffix = short.suffix.is_none() || long.suffix.is_none() || short.suffix == long.suffix;
    suffix && short.words.iter().all(|w| long.words.iter().any(|v| same(w, v)))
}

/// What a name of one word belongs to.
enum Lone {
    /// The person with the full name of this form.
    With(usize),
    /// Someone else of that name.
    Apart,
    /// Nothing but its own form.
    No,
}

/// Gives surnames and given names that stand alone to the person with that full name.
fn lone_names(
    document: &Document<'_>,
    names: &[Name<'_>],
    of_name: &[usize],
    forms: &[Form],
    people: &People,
    lexicon: &Lexicon<'_>,
    sets: &mut Sets,
) -> Vec<Lone> {
    let before = |name: &Name<'_>| name.tokens.start.checked_sub(1).map_or("", |b| document.tokens[b].lower.as_str());
    let mut placed = vec![false; forms.len()];
    let mut gender = vec![Gender::Unknown; forms.len()];
    for (name, &form) in names.iter().zip(of_name) {
        placed[form] |= PLACING.contains(&before(name));
        if gender[form] == Gender::Unknown && forms[form].words.len() > 1 {
            gender[form] = Gender::of_title(before(name), lexicon).or(Gender::of_given(&forms[form].words[0], lexicon));
        }
    }
    let mut latest: HashMap<&str, usize> = HashMap::new();
    let mut seen = vec![false; forms.len()];
    let mut found = Vec::with_capacity(names.len());
    for (name, &f) in names.iter().zip(of_name) {
        let form = &forms[f];
        if form.kind == EntityType::Person && form.words.len() > 1 {
            latest.insert(&form.words[0], f);
            seen[f] = true;
        }
        let person = form.kind == EntityType::Person;
        // A list may know a place or body of that name: it is the person only if it never stands where places do.
        let open = person
            || name.strength <= 1 && !form.listed
            || matches!(form.sort.as_str(), "city" | "capital" | "region") && !placed[f];
        let [word] = form.words.as_slice() else {
            found.push(Lone::No);
            continue;
        };
        if !open {
            found.push(Lone::No);
            continue;
        }
        let title = Gender::of_title(before(name), lexicon);
        let fits = |&&full: &&usize| {
            let other = gender[full];
            title == Gender::Unknown || other == Gender::Unknown || title == other
        };
        let surname = people.surnames.get(word.as_str());
        let fitting: Vec<usize> = surname.map_or(Vec::new(), |all| all.iter().filter(fits).copied().collect());
        // Of two with one surname, the one who was named first so far.
        let chosen = fitting.iter().copied().filter(|&full| seen[full]).min().or(fitting.iter().copied().min());
        let given = people.given.get(word.as_str()).filter(|_| title == Gender::Unknown && !form.listed);
        let called = given.and_then(|all| match all.as_slice() {
            [only] => Some(*only),
            _ => latest.get(word.as_str()).copied(),
        });
        found.push(match (chosen, surname, called) {
            (Some(full), ..) => Lone::With(sets.find(full)),
            (None, Some(_), _) => Lone::Apart,
            (None, None, Some(full)) => Lone::With(sets.find(full)),
            _ => Lone::No,
        });
    }
    found
}

/// Puts names of anything but people together: the same in their normal form, and short forms of one longer name.
fn others(forms: &[Form], lexicon: &Lexicon<'_>, sets: &mut Sets) {
    let mut same: HashMap<String, usize> = HashMap::new();
    for (f, form) in forms.iter().enumerate() {
        let person = form.kind == EntityType::Person;
        let kind = if person { "PERSON" } else { "" };
        let suffix = form.suffix.as_deref().unwrap_or("");
        let first = *same.entry(format!("{kind} {} {suffix}", normal(form))).or_insert(f);
        sets.join(first, f);
    }
    // Each run of words that begins or ends a name of several words, with the names it begins or ends.
    let mut parts: HashMap<String, Vec<usize>> = HashMap::new();
    for (f, form) in forms.iter().enumerate().filter(|(_, form)| form.kind == EntityType::Org) {
        let words = form.words.len();
        for cut in 1..words {
            parts.entry(form.words[..cut].join(" ")).or_default().push(f);
            parts.entry(form.words[cut..].join(" ")).or_default().push(f);
        }
    }
    for (f, form) in forms.iter().enumerate().filter(|(_, form)| form.kind == EntityType::Org || form.weak) {
        let short = form.words.join(" ");
        let Some(longer) = parts.get(&short) else { continue };
        let fits = |&&l: &&usize| {
            let rest = &forms[l].words;
            let tail = rest.ends_with(&form.words);
            let generic = |w: &String| lexicon.heads.first(&capitalised(w)).is_some_and(|row| row.field(1) == "ORG");
            let state = |words: &[String]| {
                lexicon.names.first(&words.iter().map(|w| upper(w)).collect::<Vec<_>>().join(" ")).is_some()
            };
            let added = if tail { &rest[..rest.len() - form.words.len()] } else { &rest[form.words.len()..] };
            let whole = !form.listed
                || added.first().is_some_and(|w| !tail && w == "of")
                || tail && state(added)
                || !tail && added.len() == 1 && (COMPANY.contains(&added[0].as_str()) || generic(&added[0]));
            let foreign =
                tail && added.last().is_some_and(|w| matches!(w.as_str(), "of" | "for" | "and" | "&" | "the"));
            whole && !foreign && (forms[l].kind == form.kind || !form.listed)
        };
        let mut groups: Vec<usize> = longer.iter().filter(fits).map(|&l| sets.find(l)).collect();
        groups.sort_unstable();
        groups.dedup();
        if let [only] = groups.as_slice() {
            sets.join(f, *only);
        }
    }
}

/// A name in the form that its spellings share.
fn normal(form: &Form) -> String {
    form.words.iter().map(|w| w.replace('.', "")).collect::<Vec<_>>().join(" ")
}

fn upper(lower: &str) -> String {
    if lower.contains('.') || lower.len() <= 2 { lower.to_uppercase() } else { capitalised(lower) }
}

/// The acronym that a name of one word is, in capitals without dots.
fn acronym(form: &Form) -> Option<String> {
    let letters: String = form.text.chars().filter(|c| *c != '.').collect();
    let capitals = letters.chars().all(|c| c.is_uppercase()) && (2..=7).contains(&letters.chars().count());
    (form.words.len() == 1 && capitals).then_some(letters)
}

/// An acronym met anywhere is the one long name with these initials, small words counted or not.
fn acronyms(forms: &[Form], sets: &mut Sets) {
    let mut long: HashMap<String, Vec<usize>> = HashMap::new();
    for (f, form) in
        forms.iter().enumerate().filter(|(_, form)| form.kind != EntityType::Person && form.words.len() > 1)
    {
        let initials = |all: bool| -> String {
            let counted = form.words.iter().filter(|w| all || !SMALL.contains(&w.as_str()));
            let parts = counted.flat_map(|w| w.split('-'));
            parts.filter_map(|w| w.chars().find(|c| c.is_alphabetic())).flat_map(char::to_uppercase).collect()
        };
        long.entry(initials(false)).or_default().push(f);
        if initials(true) != initials(false) {
            long.entry(initials(true)).or_default().push(f);
        }
    }
    for (f, form) in forms.iter().enumerate() {
        let open = form.kind == EntityType::Org || !form.listed;
        let Some(letters) = acronym(form).filter(|_| open) else { continue };
        let mut groups: Vec<usize> = long.get(&letters).into_iter().flatten().map(|&l| sets.find(l)).collect();
        groups.sort_unstable();
        groups.dedup();
        if let [only] = groups.as_slice() {
            sets.join(f, *only);
        }
    }
}

/// "Federal Aviation Administration (FAA)", "FAA (Federal Aviation Administration)", "Edson Arantes (Pelé)",
/// "Norma Jeane Mortenson, known as Marilyn Monroe".
fn in_brackets(document: &Document<'_>, names: &[Name<'_>], of_name: &[usize], forms: &[Form], sets: &mut Sets) {
    let word = |at: usize| document.tokens.get(at).map_or("", |t| t.lower.as_str());
    for (pair, ids) in names.windows(2).zip(of_name.windows(2)) {
        let (first, second) = (&pair[0], &pair[1]);
        let (a, b) = (&forms[ids[0]], &forms[ids[1]]);
        let gap = first.tokens.end..second.tokens.start;
        let bracket = word(gap.start) == "(" && word(second.tokens.end) == ")";
        let opens = gap.clone().filter(|&i| word(i) != "the" && !document.is_quote(i)).count() == 1;
        let initialism = match (acronym(a), acronym(b)) {
            (None, Some(short)) => is_initialism(&short, a),
            (Some(short), None) => is_initialism(&short, b),
            _ => false,
        };
        let people = a.kind == EntityType::Person && (b.kind == EntityType::Person || second.strength == 0);
        let known = gap.len() <= 7 && gap.clone().any(|i| matches!(word(i), "nicknamed" | "dubbed" | "aka" | "alias"))
            || gap.len() <= 7
                && gap.clone().any(|i| word(i) == "known" && word(i + 1) == "as" && i + 2 <= gap.end)
                && !gap.clone().any(|i| word(i) == "and");
        if bracket && opens && (initialism || people) || known && people {
            sets.join(ids[0], ids[1]);
        }
    }
}

/// Whether the letters of `short` stand in this order in the long name, each word giving its first or more.
fn is_initialism(short: &str, long: &Form) -> bool {
    let mut letters = long.words.iter().flat_map(|w| w.chars()).flat_map(char::to_uppercase);
    let first = short.chars().next();
    let begins = long.words.iter().any(|w| w.chars().next().map(|c| c.to_ascii_uppercase()) == first);
    long.words.len() > 1 && begins && short.chars().all(|c| letters.any(|l| l == c))
}
