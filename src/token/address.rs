//! Web and e-mail addresses, file names, handles and hashtags, faces made of signs.

/// Longest part of an e-mail address before its `@`, in bytes; no more of the text is looked at.
const MOST_LOCAL: usize = 64;
/// What a name with dots ends in when it is an address or a file.
const ENDINGS: [&str; 40] = [
    "ai", "app", "au", "biz", "ca", "ch", "co", "com", "csv", "de", "doc", "docx", "edu", "eu", "fr", "gov", "htm",
    "html", "in", "info", "int", "io", "jp", "jpg", "mil", "net", "news", "nl", "org", "pdf", "php", "png", "ru", "tv",
    "txt", "uk", "us", "xls", "xlsx", "zip",
];

/// Where the address that starts at `start` ends; `start` is the start of a word.
pub(super) fn address_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let ends_at = |end: usize| start + trimmed(&rest[..end]).len();
    let web = ["http://", "https://", "ftp://", "www."]
        .iter()
        .any(|scheme| rest.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
    if web {
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '[' | ']'));
        return Some(ends_at(end.unwrap_or(rest.len())));
    }
    let local = rest.bytes().take(MOST_LOCAL).take_while(|&b| is_local(b)).count();
    if local > 0 && rest[local..].starts_with('@') {
        let domain = host_end(rest, local + 1);
        return (domain > local + 1).then(|| ends_at(domain));
    }
    let host = host_end(rest, 0);
    let name = trimmed(&rest[..host]);
    let path =
        rest[name.len()..].starts_with('/') && rest[name.len() + 1..].starts_with(|c: char| c.is_ascii_alphanumeric());
    is_host(name).then(|| match rest.find(char::is_whitespace) {
        // "example.org/news" goes on to its end.
        end if path => ends_at(end.unwrap_or(rest.len())),
        _ => start + name.len(),
    })
}

/// Where the handle or hashtag that starts at `start` ends.
pub(super) fn handle_end(text: &str, start: usize) -> Option<usize> {
    let word = &text[start + 1..];
    let end = word.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(word.len());
    let named = word[..end].contains(char::is_alphabetic);
    // "@example.org" is what follows the name in an address.
    let host = trimmed(&word[..host_end(word, 0)]);
    let end = if text[start..].starts_with('@') && is_host(host) { host.len() } else { end };
    named.then_some(start + 1 + end)
}

/// Where the face (`:-)`, `;D`) that starts at `start` ends.
pub(super) fn face_end(text: &str, start: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[start..];
    let nose = usize::from(matches!(bytes.get(1), Some(b'-' | b'^' | b'o')));
    let mouth = *bytes.get(1 + nose)?;
    if !matches!(bytes.first(), Some(b':' | b';' | b'=')) || !b")(DPp/\\|".contains(&mouth) {
        return None;
    }
    let length = 1 + nose + bytes[1 + nose..].iter().take_while(|&&b| b == mouth).count();
    let free = text[start + length..].chars().next().is_none_or(|c| c.is_whitespace() || ".,!?)".contains(c));
    free.then_some(start + length)
}

/// Bytes of an e-mail address before its `@`.
fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._%+-".contains(&byte)
}

/// Where the letters, digits, dots and hyphens from `start` end.
fn host_end(text: &str, start: usize) -> usize {
    start
        + text
            .bytes()
            .skip(start)
            .take(4 * MOST_LOCAL)
            .take_while(|&b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
            .count()
}

/// Whether names with dots between them end like an address or a file, or are three small words at least.
fn is_host(name: &str) -> bool {
    let mut parts = name.split('.');
    let count = parts.clone().count();
    let last = name.rsplit('.').next().unwrap_or("");
    let small = |part: &str| part.len() > 1 && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    count > 1
        && parts.clone().all(|part| !part.is_empty())
        && name.contains(|c: char| c.is_ascii_alphabetic())
        && (ENDINGS.contains(&last) && (count > 2 || name.len() > last.len() + 2) || count > 2 && parts.all(small))
}

/// Without the signs that close a sentence or a bracket.
fn trimmed(address: &str) -> &str {
    let end = address.trim_end_matches(|c: char| ".,;:!?}'’-*".contains(c));
    // A bracket belongs to the address only if it was opened there.
    if end.ends_with(')') && !end.contains('(') { trimmed(&end[..end.len() - 1]) } else { end }
}
