//! Word forms to lemmas: the table of what no rule gives first, then the regular endings.

use super::Tag;
use crate::lexicon::Lexicon;

/// The lemma of `form` (lower case) read as `tag`.
pub fn lemma(form: &str, tag: Tag, lexicon: &Lexicon<'_>) -> String {
    // Past tense and participle share their rows.
    let name = if tag == Tag::Vbd { Tag::Vbn.as_str() } else { tag.as_str() };
    if let Some(row) = lexicon.lemmas.rows(form).find(|row| row.field(0) == name) {
        return row.field(1).to_owned();
    }
    let ending = |suffix: &str| form.strip_suffix(suffix).filter(|stem| stem.chars().count() > 1);
    match tag {
        Tag::Nns if form.ends_with("men") && form.len() > 4 => format!("{}man", &form[..form.len() - 3]),
        Tag::Nns | Tag::Vbz => match (ending("ies"), ending("es"), ending("s")) {
            (Some(stem), ..) => format!("{stem}y"),
            // "opposes"
            (_, Some(stem), _) if lexicon.words.first(&format!("{stem}e")).is_some() => format!("{stem}e"),
            (_, Some(stem), _) if stem.ends_with(['s', 'x', 'z', 'h', 'o']) => stem.to_owned(),
            (.., Some(stem)) => stem.to_owned(),
            _ => form.to_owned(),
        },
        Tag::Vbd | Tag::Vbn => match (ending("ied"), ending("ed")) {
            (Some(stem), _) => format!("{stem}y"),
            (_, Some(stem)) => base(stem, lexicon),
            _ => form.to_owned(),
        },
        Tag::Vbg => ending("ing").map_or_else(|| form.to_owned(), |stem| base(stem, lexicon)),
        _ => form.to_owned(),
    }
}

/// The base form of a verb whose ending was cut off: as it is, with an e, or with one letter less.
fn base(stem: &str, lexicon: &Lexicon<'_>) -> String {
    let with_e = format!("{stem}e");
    let single: String = stem.chars().take(stem.chars().count().saturating_sub(1)).collect();
    let doubled = stem.chars().rev().take(2).collect::<Vec<_>>();
    let doubled = doubled.len() == 2 && doubled[0] == doubled[1] && !"lsz".contains(doubled[0]);
    let is_verb = |word: &str| {
        let tags = lexicon.words.first(word).map_or("", |row| row.field(0));
        tags.split(' ').any(|tag| matches!(Tag::from_word(tag), Tag::Vb | Tag::Vbp))
    };
    // "freed"
    let double = (stem.ends_with('e')).then_some(with_e.as_str());
    let known = [stem, with_e.as_str(), single.as_str()].into_iter().find(|word| is_verb(word)).or(double);
    let guess = || {
        if doubled {
            single.clone()
        } else if drops_e(stem) {
            with_e.clone()
        } else {
            stem.to_owned()
        }
    };
    known.map_or_else(guess, str::to_owned)
}

/// Whether a stem that stands in no list lost an e before its ending (`attribut`, `handl`).
fn drops_e(stem: &str) -> bool {
    let mut letters = stem.chars().rev();
    let (Some(last), Some(before)) = (letters.next(), letters.next()) else { return false };
    let third = letters.next();
    let vowel = |c: Option<char>| c.is_some_and(|c| "aeiou".contains(c));
    match (before, last) {
        ('s', 's') => false,
        (_, 'v' | 'c' | 'g' | 'u' | 's' | 'z') => true,
        ('b' | 'c' | 'd' | 'f' | 'g' | 'k' | 'p' | 't', 'l') => true,
        // "creat", "provid", "captur", "combin", but "wait", "avoid", "pour", "train"
        ('a', 't') => third != Some('e') || stem.ends_with("creat"),
        ('u', 't' | 'd' | 'm' | 'l' | 'r') | ('i', 'd' | 'b' | 'n' | 'r') | ('a', 'd' | 'k' | 'm' | 'p') => {
            !vowel(third)
        }
        _ => false,
    }
}
