//! Word forms to lemmas: the table first, then the regular endings.

use super::Tag;
use crate::lexicon::Lexicon;

/// The lemma of `form` (lower case) read as `tag`.
pub(super) fn lemma(form: &str, tag: Tag, lexicon: &Lexicon<'_>) -> String {
    if let Some(known) = entries(form, lexicon).find(|e| e.0 == tag) {
        return known.2.to_owned();
    }
    let ending = |suffix: &str| form.strip_suffix(suffix).filter(|stem| stem.chars().count() > 1);
    match tag {
        Tag::Nns | Tag::Vbz => match (ending("ies"), ending("es"), ending("s")) {
            (Some(stem), ..) => format!("{stem}y"),
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
    let is_verb = |word: &str| entries(word, lexicon).any(|e| matches!(e.0, Tag::Vb | Tag::Vbp));
    let known = [stem, with_e.as_str(), single.as_str()].into_iter().find(|word| is_verb(word));
    let guess = || {
        let soft =
            ["at", "iz", "is", "v", "c", "g", "u", "s"].iter().any(|end| stem.ends_with(end)) && !stem.ends_with("ss");
        if doubled {
            single.clone()
        } else if soft {
            with_e.clone()
        } else {
            stem.to_owned()
        }
    };
    known.map_or_else(guess, str::to_owned)
}

/// The entries of a word form: tag, cost, lemma.
pub(super) fn entries<'d>(form: &str, lexicon: &Lexicon<'d>) -> impl Iterator<Item = (Tag, i32, &'d str)> + use<'d> {
    let mut parts = lexicon.words.first(form).map_or("", |row| row.field(0)).split(' ');
    std::iter::from_fn(move || Some((Tag::from_word(parts.next()?), parts.next()?.parse().ok()?, parts.next()?)))
}
