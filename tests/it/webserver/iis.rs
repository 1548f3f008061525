//! The configuration for IIS, which runs on Windows alone: read as XML, and its rules looked at one by one.

use std::collections::BTreeMap;

use gongkai::language::Language;
use gongkai::webserver::{ASKED, HEADERS, MEDIA, Server, configuration};
use roxmltree::{Document, Node};

use super::printed::facts;

fn below<'a>(document: &'a Document<'_>, path: &str) -> Node<'a, 'a> {
    path.split('/').fold(document.root_element(), |node, name| {
        node.children().find(|child| child.has_tag_name(name)).unwrap_or_else(|| panic!("{path}"))
    })
}

fn entries<'a>(node: Node<'a, 'a>) -> Vec<(&'a str, BTreeMap<&'a str, &'a str>)> {
    let attributes = |node: &Node<'a, 'a>| node.attributes().map(|one| (one.name(), one.value())).collect();
    node.children().filter(Node::is_element).map(|node| (node.tag_name().name(), attributes(&node))).collect()
}

#[test]
fn the_configuration_of_iis_says_what_the_others_say() {
    let text = configuration(Server::Iis, &facts("https://www.example.gov.cn/"), Language::Chinese);
    let document = Document::parse(&text).expect("XML");
    let root = |path: &str| below(&document, &format!("system.webServer/{path}"));

    assert_eq!(root("directoryBrowse").attribute("enabled"), Some("false"));
    let default = entries(root("defaultDocument/files"));
    assert_eq!(default, [("clear", BTreeMap::new()), ("add", BTreeMap::from([("value", "index.html")]))]);

    let filtering = root("security/requestFiltering");
    assert_eq!(filtering.attribute("removeServerHeader"), Some("true"));
    let verbs = root("security/requestFiltering/verbs");
    assert_eq!(verbs.attribute("allowUnlisted"), Some("false"));
    let allowed: Vec<&str> = entries(verbs).iter().map(|(_, entry)| entry["verb"]).collect();
    assert_eq!(allowed, ["GET", "HEAD"]);
    let hidden = entries(root("security/requestFiltering/denyUrlSequences"));
    assert_eq!(hidden, [("add", BTreeMap::from([("sequence", "/.")]))]);

    // A page for errors keeps its status only as a file: `ExecuteURL` would answer 200.
    let errors = entries(root("httpErrors"));
    let pages: Vec<_> = errors.iter().filter(|(tag, _)| *tag == "error").collect();
    assert_eq!(pages.len(), 2);
    for (_, page) in pages {
        assert_eq!((page["path"], page["responseMode"]), ("404.html", "File"));
    }

    // Whoever adds an entry that is inherited breaks the whole site: each is removed first.
    let headers = entries(root("httpProtocol/customHeaders"));
    let (first, rest) = headers.split_first().expect("headers");
    assert_eq!((first.0, first.1["name"]), ("remove", "X-Powered-By"));
    let pairs: Vec<(&str, &str)> = rest.chunks(2).map(|pair| pair_of(pair, "add", "name", "value")).collect();
    assert_eq!(pairs, HEADERS);
    let content = root("staticContent");
    let cache = content.children().find(|child| child.has_tag_name("clientCache")).expect("a rule");
    assert_eq!((cache.attribute("cacheControlMode"), ASKED), (Some("DisableCache"), "no-cache"));
    let kinds: Vec<_> = entries(content).into_iter().filter(|(tag, _)| *tag != "clientCache").collect();
    let kinds: BTreeMap<&str, &str> =
        kinds.chunks(2).map(|pair| pair_of(pair, "mimeMap", "fileExtension", "mimeType")).collect();
    for (media, ends) in MEDIA {
        for end in *ends {
            assert_eq!(kinds.get(format!(".{end}").as_str()), Some(media), "{end}");
        }
    }

    // IIS sends no kind of file that is not listed: those that attachments may have are all there, and those that `build` makes.
    for end in [
        "pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "csv", "txt", "zip", "png", "jpg", "jpeg",
        "gif", "webp", "gz", "br", "parquet",
    ] {
        assert!(kinds.contains_key(format!(".{end}").as_str()), "{end}");
    }

    let assets =
        document.root_element().children().find(|node| node.has_tag_name("location")).expect("assets");
    assert_eq!(assets.attribute("path"), Some("assets"));
    let cache = assets.descendants().find(|node| node.has_tag_name("clientCache")).expect("a rule");
    assert_eq!(cache.attribute("cacheControlMaxAge"), Some("365.00:00:00"));
    assert_eq!(cache.attribute("cacheControlCustom"), Some("public, immutable"));
}

/// An entry that is removed and added again, as its key and value.
fn pair_of<'a>(
    pair: &[(&str, BTreeMap<&str, &'a str>)],
    tag: &str,
    key: &str,
    value: &str,
) -> (&'a str, &'a str) {
    let [(remove, removed), (add, added)] = pair else { panic!("{pair:?}") };
    assert_eq!((*remove, *add, removed[key]), ("remove", tag, added[key]));
    (added[key], added[value])
}

#[test]
fn redirects_of_iis_lead_below_the_path_of_the_portal() {
    let text = configuration(Server::Iis, &facts("https://www.example.gov.cn/xxgk/"), Language::English);
    let document = Document::parse(&text).expect("XML");
    let rule = below(&document, "system.webServer/rewrite/rules/rule");
    let entries = entries(rule);
    assert_eq!(
        entries[0].1["url"], "^((?:(?:en)/)?(?:agencies|[0-9]{4}|compare/[0-9]{4}))/guotu(/.*)?$",
        "a rule sees the path below the folder"
    );
    assert_eq!(entries[1].1["url"], "/xxgk/{R:1}/ziran{R:2}");
    assert_eq!((entries[1].1["type"], entries[1].1["redirectType"]), ("Redirect", "Permanent"));
}

#[test]
fn without_redirects_iis_needs_no_further_module() {
    let text = configuration(Server::Iis, &super::printed::plain_facts(), Language::English);
    let document = Document::parse(&text).expect("XML");
    assert!(!document.descendants().any(|node| node.has_tag_name("rewrite")));
    assert!(!text.contains("URL Rewrite"), "{text}");
}
