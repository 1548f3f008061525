//! Where an address leads, as seen from a page: to another site, out of the portal, or to a path in it.
//!
//! Pure text: whether there is anything at the path is not known here.

use crate::portal::{Base, Route};

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To another site, to another part of the site around, or to somebody by mail or telephone.
    Elsewhere,
    /// Above the root of the portal.
    Above,
    /// To the root of whatever host serves the portal, and nobody knows where the portal will lie on it.
    Rootless,
    /// To a place that depends on the address at which the page is shown, and that may be any.
    Adrift,
    /// Into the portal.
    Inside {
        /// Path below the root; it ends with `/` or is empty where the address names a folder.
        path: String,
        /// What it names on the page; empty for the page itself.
        fragment: String,
    },
}

/// Resolves an address of a page in a portal that is served at `base`.
pub fn resolve(address: &str, page: &Route, base: &Base) -> Target {
    let (rest, fragment) = address.split_once('#').unwrap_or((address, ""));
    let (path, _) = rest.split_once('?').unwrap_or((rest, ""));
    let inside = |path: String| {
        // Directives behind `:~:` are for the browser; they name no id.
        let (name, _) = fragment.split_once(":~:").unwrap_or((fragment, ""));
        Target::Inside { path, fragment: decoded(name) }
    };
    if path.is_empty() {
        return inside(page.as_str().to_owned());
    }
    let is_anywhere = *page == Route::not_found();
    let (from, path) = match host_and_path(path) {
        Some(path) => match below(path, base.url().split_once(':').map_or("", |(_, rest)| rest)) {
            Some(path) => (Vec::new(), path),
            None => return Target::Elsewhere,
        },
        None if has_scheme(path) => return Target::Elsewhere,
        None if path.starts_with('/') => match below(path, base.path()) {
            Some(_) if base.url().is_empty() && !is_anywhere => return Target::Rootless,
            Some(path) => (Vec::new(), path),
            None => return Target::Elsewhere,
        },
        None if is_anywhere => return Target::Adrift,
        None => {
            let mut folder: Vec<&str> = page.as_str().split('/').collect();
            folder.pop();
            (folder, path)
        }
    };
    let path = decoded(path);
    let mut segments = from;
    let mut last = "";
    for segment in path.split('/') {
        match segment {
            ".." if segments.pop().is_none() => return Target::Above,
            "." | ".." => {}
            other => segments.push(other),
        }
        last = segment;
    }
    // `..` names a folder as `../` does.
    if matches!(last, "." | "..") && !segments.is_empty() {
        segments.push("");
    }
    inside(segments.join("/"))
}

/// An address with a host, without its scheme: `//host/path`.
fn host_and_path(address: &str) -> Option<&str> {
    let is = |scheme: &str| address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    let scheme = ["http:", "https:", ""].into_iter().find(|scheme| is(scheme))?;
    address.get(scheme.len()..).filter(|rest| rest.starts_with("//"))
}

/// Whether an address begins with a scheme: `mailto:`.
fn has_scheme(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// The part of an address below a base that ends with `/`; nothing is below an empty one.
fn below<'a>(address: &'a str, base: &str) -> Option<&'a str> {
    match base.strip_suffix('/') {
        Some(folder) if folder == address => Some(""),
        Some(_) => address.strip_prefix(base),
        None => None,
    }
}

/// A text with its percent signs undone; as it is where that gives no text.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let digit = |at: usize| behind.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        let byte = match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        bytes.push(byte.unwrap_or(*first));
        rest = behind.get(if byte.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(path: &str, fragment: &str) -> Target {
        Target::Inside { path: path.to_owned(), fragment: fragment.to_owned() }
    }

    fn base(url: &str) -> Base {
        Base::try_from(url.to_owned()).expect("an address")
    }

    #[test]
    fn relative_addresses_are_resolved_from_the_folder_of_the_page() {
        let report = Route::report(2022, "haicheng");
        for (address, expected) in [
            ("", inside("2022/haicheng/index.html", "")),
            ("#s1", inside("2022/haicheng/index.html", "s1")),
            ("?x=1#%E4%B8%80", inside("2022/haicheng/index.html", "一")),
            ("附件 1.pdf", inside("2022/haicheng/附件 1.pdf", "")),
            ("%E9%99%84%E4%BB%B6%201.pdf?v=2#page=3", inside("2022/haicheng/附件 1.pdf", "page=3")),
            ("完成100%.pdf", inside("2022/haicheng/完成100%.pdf", "")),
            ("%ff.pdf", inside("2022/haicheng/%ff.pdf", "")),
            ("../jiaoyu/", inside("2022/jiaoyu/", "")),
            ("../../2021/haicheng/index.html", inside("2021/haicheng/index.html", "")),
            ("../../", inside("", "")),
            ("../..", inside("", "")),
            ("..", inside("2022/", "")),
            ("./a/./b/../c", inside("2022/haicheng/a/c", "")),
            ("../../../index.html", Target::Above),
            ("../../a/../../b", Target::Above),
            ("#a:~:text=b", inside("2022/haicheng/index.html", "a")),
            ("附件：一.pdf", inside("2022/haicheng/附件：一.pdf", "")),
        ] {
            for base in [Base::default(), base("https://a.gov.cn/"), base("https://a.gov.cn/xxgk/")] {
                assert_eq!(resolve(address, &report, &base), expected, "{address}");
            }
        }
        assert_eq!(resolve("../", &Route::home(), &Base::default()), Target::Above);
    }

    #[test]
    fn absolute_addresses_are_inside_where_they_are_below_the_base() {
        let here = Route::home();
        let (none, root, folder) =
            (Base::default(), base("https://a.gov.cn"), base("https://a.gov.cn/xxgk/"));
        for (address, of_none, of_root, of_folder) in [
            ("/", Target::Rootless, inside("", ""), Target::Elsewhere),
            ("/xxgk", Target::Rootless, inside("xxgk", ""), inside("", "")),
            ("/xxgk/2022/", Target::Rootless, inside("xxgk/2022/", ""), inside("2022/", "")),
            ("/xxgk/../", Target::Rootless, inside("", ""), Target::Above),
            ("//a.gov.cn/xxgk/#x", Target::Elsewhere, inside("xxgk/", "x"), inside("", "x")),
            ("https://a.gov.cn/xxgk/a?b", Target::Elsewhere, inside("xxgk/a", ""), inside("a", "")),
            ("HTTP://a.gov.cn/xxgk/a", Target::Elsewhere, inside("xxgk/a", ""), inside("a", "")),
            ("https://a.gov.cn/other/", Target::Elsewhere, inside("other/", ""), Target::Elsewhere),
            ("https://b.gov.cn/xxgk/", Target::Elsewhere, Target::Elsewhere, Target::Elsewhere),
            ("mailto:a@b.cn", Target::Elsewhere, Target::Elsewhere, Target::Elsewhere),
            ("tel:1", Target::Elsewhere, Target::Elsewhere, Target::Elsewhere),
            ("data:image/png;base64,AA==", Target::Elsewhere, Target::Elsewhere, Target::Elsewhere),
        ] {
            let expected = [(&none, of_none), (&root, of_root), (&folder, of_folder)];
            for (base, expected) in expected {
                assert_eq!(resolve(address, &here, base), expected, "{address} {}", base.url());
            }
        }
    }

    #[test]
    fn the_404_page_is_shown_at_any_address() {
        let page = Route::not_found();
        assert_eq!(resolve("/agencies/", &page, &Base::default()), inside("agencies/", ""));
        assert_eq!(resolve("/xxgk/a", &page, &base("https://a.cn/xxgk/")), inside("a", ""));
        assert_eq!(resolve("#main", &page, &Base::default()), inside("404.html", "main"));
        assert_eq!(resolve("index.html", &page, &Base::default()), Target::Adrift);
    }
}
