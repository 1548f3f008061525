//! The assets of a theme: which files are published, under which names, and those that are one file in many parts.
//!
//! In: the files of a theme. Out: each asset with a name that its bytes give, so that caches may keep it for ever. Bytes
//! are never changed, only joined.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::files::Layer;
use crate::portal::Route;
use crate::text::Digest;

/// What is published of a theme's `assets/`: plain name, route of the fingerprinted file, and bytes of each asset.
pub(super) fn assets(merged: &Layer) -> Vec<(String, Route, Arc<[u8]>)> {
    let mut assets: Vec<(String, Arc<[u8]>)> = Vec::new();
    let mut bundles: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for (path, file) in merged {
        let Some(name) = path.strip_prefix("assets/") else { continue };
        match bundle(name) {
            None => assets.push((name.to_owned(), Arc::clone(&file.bytes))),
            Some(bundle) => {
                let joined = bundles.entry(bundle).or_default();
                if kind(name) == kind(bundle) {
                    join(&file.bytes, joined);
                }
            }
        }
    }
    assets.extend(bundles.into_iter().map(|(name, bytes)| (name.to_owned(), bytes.into())));
    assets.sort();
    let publish = |(name, bytes): (String, Arc<[u8]>)| (fingerprinted(&name, &bytes), name, bytes);
    assets.into_iter().map(publish).map(|(route, name, bytes)| (name, route, bytes)).collect()
}

/// The folder that a file is a part of: the first one above it whose name is that of a style sheet or a script.
fn bundle(name: &str) -> Option<&str> {
    let folders = name.match_indices('/').filter_map(|(at, _)| name.get(..at));
    folders.into_iter().find(|folder| matches!(kind(folder), Some("css" | "js")))
}

fn kind(name: &str) -> Option<&str> {
    Path::new(name).extension()?.to_str()
}

/// Adds a part to those before it. A byte order mark would hide the part's first words from browsers.
fn join(part: &[u8], joined: &mut Vec<u8>) {
    joined.extend(part.strip_prefix(b"\xef\xbb\xbf").unwrap_or(part));
    if joined.last().is_some_and(|last| *last != b'\n') {
        joined.push(b'\n');
    }
}

/// `style.css` becomes `style.0123456789.css`: a new name for new bytes.
fn fingerprinted(name: &str, bytes: &[u8]) -> Route {
    let digest = Digest::of_bytes(bytes).short(10);
    Route::asset(&match (kind(name), name.rsplit_once('.')) {
        (Some(kind), Some((stem, _))) => format!("{stem}.{digest}.{kind}"),
        _ => format!("{name}.{digest}"),
    })
}

#[cfg(test)]
mod tests {
    use super::super::files::File;
    use super::*;

    #[test]
    fn a_folder_named_like_a_style_sheet_or_a_script_is_one_asset() {
        let file = |(path, text): &(&str, &str)| {
            let bytes = text.as_bytes().into();
            (format!("assets/{path}"), File { path: (*path).to_owned(), bytes })
        };
        let merged: Layer = [
            ("style.css/20-ground.css", "\u{feff}b {}"),
            ("style.css/10-colours.css", "a {}\n"),
            ("style.css/30-tables/1.css", "c {}"),
            ("style.css/notes.txt", "why"),
            ("lib/chart.js/1.js", "one();"),
            ("plain.css", "d {}"),
            ("fonts/song.woff2", "…"),
            ("empty.css/read-me", ""),
        ]
        .iter()
        .map(file)
        .collect();
        let tell = |(name, route, bytes): (String, Route, Arc<[u8]>)| {
            assert_eq!(route, fingerprinted(&name, &bytes));
            format!("{name}: {:?}", String::from_utf8_lossy(&bytes))
        };
        let told: Vec<String> = assets(&merged).into_iter().map(tell).collect();
        assert_eq!(
            told,
            [
                r#"empty.css: """#,
                r#"fonts/song.woff2: "…""#,
                r#"lib/chart.js: "one();\n""#,
                r#"plain.css: "d {}""#,
                r#"style.css: "a {}\nb {}\nc {}\n""#,
            ]
        );
    }

    #[test]
    fn the_digest_stands_before_the_ending() {
        let digest = Digest::of_bytes(b"a").short(10);
        assert_eq!(fingerprinted("lib/a.min.js", b"a").as_str(), format!("assets/lib/a.min.{digest}.js"));
        assert_eq!(fingerprinted("licence", b"a").as_str(), format!("assets/licence.{digest}"));
    }
}
