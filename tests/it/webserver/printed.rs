//! The texts of the configurations, and `gongkai deploy --print`.

use std::fs;

use gongkai::language::Language;
use gongkai::portal::{Base, Register, Site};
use gongkai::text::Source;
use gongkai::webserver::{Facts, Server, configuration};
use tempfile::TempDir;

use crate::command::gongkai;

const REGISTER: &str = "- { slug: jiaoyu, name: 样例县教育局 }\n\
    - { slug: ziran, name: 样例县自然资源局, aliases: [样例县国土资源局, guotu, GuoTu, jiaoyu] }\n";

/// The facts of a small site at an address.
pub(super) fn facts(address: &str) -> Facts {
    of(address, REGISTER)
}

/// The same where no agency was renamed.
pub(super) fn plain_facts() -> Facts {
    of("https://www.example.gov.cn/", "- { slug: ziran, name: 样例县自然资源局 }\n")
}

fn of(address: &str, register: &str) -> Facts {
    let settings = "title = '样例'\n[publication]\nbrotli = true\n[translations.en]\ntitle = 'Sample'\n";
    let site = Site::read(&Source::new("site.toml", settings)).expect("settings");
    let (register, _, _) = Register::read(&Source::new("content/agencies.yaml", register));
    let address = Base::try_from(address.to_owned()).expect("an address");
    Facts::new(&site, &register, &address, Some("/srv/www/公开/current")).expect("facts")
}

#[test]
fn configurations_are_as_they_were() {
    for (name, server) in Server::ALL {
        let host = configuration(server, &facts("https://www.example.gov.cn/"), Language::Chinese);
        insta::assert_snapshot!(format!("{name}-host"), host);
        let column =
            configuration(server, &facts("http://www.example.gov.cn/xxgk/nianbao/"), Language::English);
        insta::assert_snapshot!(format!("{name}-column"), column);
    }
}

#[test]
fn comments_are_in_the_language_that_was_asked_for_and_in_no_other() {
    for (name, server) in Server::ALL {
        for address in ["https://www.example.gov.cn/", "http://www.example.gov.cn/a/"] {
            let english = configuration(server, &facts(address), Language::English);
            let chinese = configuration(server, &facts(address), Language::Chinese);
            assert!(!english.contains("[en]") && !english.contains("[zh-CN]"), "{name}");
            let comments = |text: &str| {
                let is_comment =
                    |line: &&str| ["#", "<!--"].iter().any(|mark| line.trim_start().starts_with(mark));
                text.lines().filter(is_comment).map(str::to_owned).collect::<Vec<_>>()
            };
            let is_chinese = |line: &String| line.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
            assert!(!comments(&english).iter().any(is_chinese), "{name}");
            // The rules themselves are the same.
            let rules = |text: &str| {
                let comments = comments(text);
                text.lines()
                    .filter(|line| !comments.contains(&(*line).to_owned()))
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            assert_eq!(rules(&english), rules(&chinese), "{name}");
        }
    }
}

#[test]
fn a_former_slug_that_an_agency_has_today_is_never_redirected() {
    let pairs: Vec<(String, String)> =
        facts("https://a/").moved().iter().map(|one| (one.from.clone(), one.to.clone())).collect();
    assert_eq!(pairs, [("guotu".to_owned(), "ziran".to_owned())], "no name, no capitals, no slug of today");
    let claimed = "- { slug: a, name: 甲, aliases: [old] }\n- { slug: b, name: 乙, aliases: [old] }\n";
    assert_eq!(of("https://a/", claimed).moved(), [], "whom two claim, neither gets");
}

/// A site with these lines in site.toml.
fn site(lines: &str) -> TempDir {
    let dir = TempDir::new().expect("a folder");
    fs::create_dir(dir.path().join("content")).expect("a folder");
    fs::write(dir.path().join("site.toml"), format!("title = '样例'\n{lines}")).expect("a file");
    fs::write(dir.path().join("content/agencies.yaml"), REGISTER).expect("a file");
    dir
}

#[test]
fn the_configuration_is_for_the_target_that_is_named() {
    let site = site(
        "base_url = 'https://www.example.gov.cn/'\n[targets.web]\nssh = 'web@www:/srv/www/gongkai/'\n\
         [targets.test]\ndir = '/srv/test'\nurl = 'http://test.example.gov.cn:8080/xxgk/'\n\
         [targets.disk]\narchive = 'portal.zip'\n",
    );
    let run = |args: &[&str]| {
        let args = [&["--lang", "en", "deploy"], args].concat();
        gongkai(&args, Some(site.path()))
    };
    let web = run(&["web", "--print", "nginx"]);
    assert_eq!(web.code, 0, "{}", web.err);
    assert!(web.out.contains("    root \"/srv/www/gongkai/current\";\n"), "{}", web.out);
    assert!(web.out.contains("    server_name www.example.gov.cn;\n"), "{}", web.out);
    let test = run(&["test", "--print", "apache"]);
    assert!(test.out.contains("    Alias \"/xxgk/\" \"/srv/test/current/\"\n"), "{}", test.out);
    let disk = run(&["disk", "--print", "caddy"]);
    assert!(disk.out.contains("Where the files lie is not known"), "{}", disk.out);
    let which = run(&["--print", "nginx"]);
    assert_eq!((which.code, which.out.as_str()), (2, ""));
    assert_eq!(
        which.err,
        "error: Several targets: which one is the configuration for?\n  = help: Add a name: disk, test, web\n"
    );
    let unknown = run(&["wep", "--print", "nginx"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert_eq!(
        unknown.err,
        "error: There is no target wep\n  = help: The targets of site.toml: disk, test, web\n"
    );
}

#[test]
fn a_site_without_address_and_target_gets_a_configuration_to_be_filled_in() {
    let ran = gongkai(&["deploy", "--print", "nginx"], Some(site("").path()));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("网站所在的目录不详"), "{}", ran.out);
    assert!(ran.out.contains("    server_name _;\n"), "{}", ran.out);
}

#[test]
fn an_address_that_would_mean_more_in_a_configuration_is_refused() {
    let site = site("base_url = 'https://www.example.gov.cn/a;b/'\n");
    let ran = gongkai(&["--lang", "en", "deploy", "--print", "nginx"], Some(site.path()));
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "error: The address https://www.example.gov.cn/a;b/ has characters that mean something else in a configuration\n  \
         = help: Host names are of letters, digits, hyphens and full stops, paths of letters, digits and - . _ ~ /. \
         Change base_url in site.toml, or url of the target.\n"
    );
}
