//! Entity tags: whether what a client has is still right.

/// Whether an `If-None-Match` header names this tag, compared weakly; `*` names whatever there is.
pub(super) fn none_match(header: &str, tag: Option<&str>) -> bool {
    if header.trim() == "*" {
        return true;
    }
    let Some(tag) = tag else { return false };
    // A comma within a tag would cut it in two; ours have none, and half a tag is equal to none of ours.
    header.split(',').any(|one| {
        let one = one.trim();
        one.strip_prefix("W/").unwrap_or(one) == tag
    })
}

/// A digest as a tag: quoted, without what may not stand in one.
pub(super) fn quoted(digest: &str) -> String {
    let digest: String = digest.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("\"{digest}\"")
}
