//! The compressed files that `build` writes beside its outputs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use gongkai::build::{Output, compressed};
use gongkai::portal::{Publication, Route};

use crate::command::gongkai;
use crate::site::SAMPLE;

const BROTLI: &Publication = &Publication { approval: false, brotli: true, public_key: String::new() };

fn bytes(output: &Output) -> &[u8] {
    match output {
        Output::Bytes(bytes) => bytes,
        Output::Copy(path) => panic!("{path}"),
    }
}

fn of<const N: usize>(files: [(&str, Output); N]) -> BTreeMap<Route, Output> {
    files.into_iter().map(|(path, output)| (Route::asked(path), output)).collect()
}

fn text(length: usize) -> Output {
    Output::Bytes("公开".bytes().cycle().take(length).collect())
}

fn paths(outputs: &BTreeMap<Route, Output>) -> Vec<&str> {
    outputs.keys().map(Route::as_str).collect()
}

#[test]
fn every_compressed_file_becomes_its_original_and_saves_a_tenth() {
    let outputs = compressed(&SAMPLE.outputs, BROTLI);
    let mut twins = 0;
    for (route, output) in &outputs {
        let Some((of, end)) = route.as_str().rsplit_once('.').filter(|(_, end)| ["gz", "br"].contains(end))
        else {
            assert_eq!(Some(output), SAMPLE.outputs.get(route), "{route}");
            continue;
        };
        let (original, small) = (bytes(&outputs[&Route::asked(of)]), bytes(output));
        let mut whole = Vec::new();
        if end == "gz" {
            // No name, no time, no system: nothing of the moment or of the machine.
            assert_eq!(small.get(3..8), Some(&[0; 5][..]), "{route}");
            std::io::copy(&mut flate2::read::GzDecoder::new(small), &mut whole).expect("gzip");
        } else {
            brotli::BrotliDecompress(&mut &*small, &mut whole).expect("Brotli");
        }
        assert!(whole == original, "{route}");
        assert!(small.len() * 10 <= original.len() * 9, "{route}");
        twins += 1;
    }
    assert!(twins > 1000, "{twins}");
    let pages = SAMPLE.outputs.keys().filter(|route| route.is_page());
    assert!(pages.map(|page| page.compressed("gz")).all(|twin| outputs.contains_key(&twin)));
}

#[test]
fn the_same_outputs_give_the_same_bytes_on_any_number_of_threads() {
    let some: BTreeMap<Route, Output> =
        SAMPLE.outputs.iter().take(200).map(|(route, output)| (route.clone(), output.clone())).collect();
    let once = compressed(&some, BROTLI);
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        assert!(pool.install(|| compressed(&some, BROTLI)) == once, "{threads}");
    }
}

#[test]
fn only_texts_that_gain_by_it_are_compressed() {
    let next = |n: &u32| Some(n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    let noise: Vec<u8> =
        std::iter::successors(Some(1_u32), next).map(|n| n.to_be_bytes()[0]).take(4000).collect();
    let outputs = of([
        ("a.html", text(1024)),
        ("small.html", text(1023)),
        ("noise.txt", Output::Bytes(noise.into())),
        ("a.xlsx", text(4000)),
        ("a.parquet", text(4000)),
        ("a.png", text(4000)),
        ("none", text(4000)),
        ("2022/a/附件.csv", Output::Copy("content/2022/a/附件.csv".into())),
    ]);
    let added: Vec<String> = compressed(&outputs, BROTLI)
        .into_keys()
        .filter(|route| !outputs.contains_key(route))
        .map(|route| route.as_str().to_owned())
        .collect();
    assert_eq!(added, ["a.html.br", "a.html.gz"]);
}

#[test]
fn what_is_already_at_the_address_of_a_compressed_file_stays() {
    let copy = |path: &str| Output::Copy(path.into());
    let outputs = of([
        ("2022/a/report.csv", text(4000)),
        ("2022/a/Report.csv.GZ", copy("one")),
        ("2022/a/report.json", text(4000)),
        ("2022/a/report.json.gz/x.pdf", copy("two")),
    ]);
    let all = compressed(&outputs, &Publication::default());
    assert_eq!(paths(&all), paths(&outputs));
}

#[test]
fn brotli_adds_and_takes_away_exactly_its_own_files_and_a_second_build_writes_nothing() {
    let dir = tempfile::TempDir::new().expect("a folder");
    fs::create_dir_all(dir.path().join("content/2022")).expect("a folder");
    let write = |path: &str, text: &str| fs::write(dir.path().join(path), text).expect("a file");
    let settings = "title = '样例'\n";
    write("site.toml", settings);
    write("content/agencies.yaml", "- { slug: haicheng, name: 海城镇人民政府, kind: town }\n");
    write("content/2022/haicheng.md", &crate::site::zeros("haicheng", 2022));
    let build = || {
        let ran = gongkai(&["build"], Some(dir.path()));
        assert_eq!(ran.code, 0, "{}", ran.err);
        (files(&dir.path().join("public")), ran.err)
    };
    let is_brotli = |path: &String| path.strip_suffix(".br").is_some();
    let (plain, _) = build();
    assert!(plain.contains("index.html.gz") && !plain.iter().any(is_brotli), "{plain:?}");
    let (again, told) = build();
    assert!(again == plain && told.contains("新增 0  改动 0  删除 0"), "{told}");
    write("site.toml", &format!("{settings}[publication]\nbrotli = true\n"));
    let (both, told) = build();
    let added: Vec<&String> = both.difference(&plain).collect();
    assert!(added.iter().copied().all(is_brotli) && added.len() > 5, "{added:?}");
    assert!(told.contains(&format!("新增 {}  改动 0  删除 0", added.len())), "{told}");
    write("site.toml", settings);
    assert_eq!(build().0, plain);
}

/// All files below a folder.
fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![folder.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                open.push(entry);
            } else {
                let path = entry.strip_prefix(folder).expect("below it");
                found.insert(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found
}
