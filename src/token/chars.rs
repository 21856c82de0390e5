//! Kinds of characters, and the two things read off the letters of a word: its case and its key.

use super::Case;

/// Lower case with straight apostrophes, plain hyphens, commas between thousands, and without
/// what is not seen.
pub(crate) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            c if c.is_ascii() => folded.push(if c == '`' { '\'' } else { c.to_ascii_lowercase() }),
            c if is_apostrophe(c) => folded.push('\''),
            '\u{2010}' | '\u{2011}' => folded.push('-'),
            c if is_thin_space(c) => folded.push(','),
            c if is_invisible(c) => {}
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// How `word` is capitalised.
pub(super) fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return Case::Lower;
    };
    let (upper, lower) = letters.fold((0, 0), |(upper, lower), c| {
        (upper + usize::from(c.is_uppercase()), lower + usize::from(c.is_lowercase()))
    });
    match (first.is_uppercase(), upper, lower) {
        (true, 0, 0) if word.chars().all(|c| c.is_alphabetic() || c == '.') => Case::Single,
        (true, _, 0) => Case::Upper,
        (true, ..) => Case::Title,
        (false, 0, _) => Case::Lower,
        (false, ..) => Case::Mixed,
    }
}

/// Letters, digits, and what joins them within a script.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

/// Every sign that is typed for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '‛' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʹ' | '′' | '＇')
}

/// Quotation marks, single and double.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‚'
            | '＂'
            | '「'
            | '」'
            | '『'
            | '』'
            | '❝'
            | '❞'
    ) || is_apostrophe(c)
}

/// Hyphens within words; a soft hyphen is not seen and does not count.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// What ends a line.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\u{2028}' | '\u{2029}')
}

/// Marks of direction and joining, soft hyphens: neither space nor sign.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Spaces that may stand between thousands.
pub(super) fn is_thin_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Signs of money.
pub(super) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '₪' | '₺' | '₴' | '₦' | '₱' | '¢' | '฿' | '₫')
}
