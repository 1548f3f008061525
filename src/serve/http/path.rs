//! Percent-encoding: the path that a request means, and how one is written in a header.

/// The bytes that a text means, or `None` where a `%` is not followed by two hexadecimal digits.
pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => digit(bytes.next()?)? * 16 + digit(bytes.next()?)?,
            byte => byte,
        });
    }
    Some(out)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// One name of a path, decoded, if every system can have a file of that name: some take a colon, or a dot or space at the end, for
/// another file. It is judged after it is decoded, so that no spelling gets past; an encoded slash is part of the name.
fn name(text: &str) -> Option<String> {
    let name = decoded(text).and_then(|bytes| String::from_utf8(bytes).ok())?;
    let odd = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':');
    // This is also `.` and `..`.
    (!name.contains(odd) && !name.ends_with(['.', ' '])).then_some(name)
}

/// The decoded path, if anything can be there: every name can be one of a file, and only the last may be empty.
pub(super) fn address(text: &str) -> Option<String> {
    let names = text.strip_prefix('/')?.split('/').map(name).collect::<Option<Vec<_>>>()?;
    let (_, folders) = names.split_last()?;
    (!folders.iter().any(String::is_empty)).then(|| format!("/{}", names.join("/")))
}
