//! Compressed files beside the outputs, so that a web server compresses nothing while somebody waits: `.gz` always, `.br` where
//! site.toml asks for it. What `build` and `deploy` write has them; the engine's outputs have not, and `serve` sends none.
//!
//! The same outputs give the same bytes, on any number of threads: no name, no time, fixed qualities.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use super::Output;
use crate::portal::{Publication, Route};
use crate::webserver::TEXTS;

/// Below this many bytes an answer is one packet either way.
const LEAST: usize = 1024;

/// A way of compressing.
#[derive(Clone, Copy)]
enum Way {
    Gzip,
    Brotli,
}

/// The outputs, and beside each text that shrinks by a tenth or more its compressed forms. Attachments are left as they are: nothing is
/// read here. What is already at the address of a compressed form stays.
pub fn compressed(outputs: &BTreeMap<Route, Output>, publication: &Publication) -> BTreeMap<Route, Output> {
    let ways: &[Way] = if publication.brotli { &[Way::Gzip, Way::Brotli] } else { &[Way::Gzip] };
    let taken = taken(outputs);
    let texts: Vec<(&Route, &Arc<[u8]>)> = outputs.iter().filter_map(text).collect();
    let twins: Vec<(Route, Output)> = texts
        .par_iter()
        .flat_map_iter(|(route, bytes)| ways.iter().map(move |way| (*route, *way, *bytes)))
        .filter_map(|(route, way, bytes)| {
            let twin = route.compressed(way.ending());
            if taken.contains(&twin.as_str().to_lowercase()) {
                return None;
            }
            let small = way.compress(route, bytes);
            (small.len() <= bytes.len() / 10 * 9).then(|| (twin, Output::Bytes(small.into())))
        })
        .collect();
    outputs.iter().map(|(route, output)| (route.clone(), output.clone())).chain(twins).collect()
}

/// An output that may have a compressed form.
fn text<'a>((route, output): (&'a Route, &'a Output)) -> Option<(&'a Route, &'a Arc<[u8]>)> {
    let Output::Bytes(bytes) = output else { return None };
    let (_, end) = route.as_str().rsplit_once('.')?;
    (bytes.len() >= LEAST && TEXTS.contains(&end)).then_some((route, bytes))
}

/// The addresses of attachments and of the folders they are in, in lower case as on systems that know no other.
fn taken(outputs: &BTreeMap<Route, Output>) -> BTreeSet<String> {
    let copies = outputs.iter().filter(|(_, output)| matches!(output, Output::Copy(_)));
    let mut taken = BTreeSet::new();
    for (route, _) in copies {
        let mut path = route.as_str();
        while taken.insert(path.to_lowercase()) {
            let Some((folder, _)) = path.rsplit_once('/') else { break };
            path = folder;
        }
    }
    taken
}

impl Way {
    fn ending(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Brotli => "br",
        }
    }

    fn compress(self, route: &Route, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Gzip => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
                encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes all bytes")
            }
            Self::Brotli => {
                let quality = if route.is_asset() { 11 } else { 5 };
                let size_hint = bytes.len();
                let params = brotli::enc::BrotliEncoderParams { quality, size_hint, ..Default::default() };
                let mut out = Vec::new();
                brotli::BrotliCompress(&mut &*bytes, &mut out, &params).expect("memory takes all bytes");
                out
            }
        }
    }
}
