//! Themes: assets in parts, theme.toml, faults of templates and their bounds, and the themes in this repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gongkai::build::{Engine, Goal, Outcome, Snapshot};
use gongkai::language::Language;

use crate::command::gongkai;
use crate::site::{Site, page, told, zeros};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A site with one report and the theme `mine`.
fn themed(files: &[(&str, &str)]) -> Site {
    let mut site = Site::new();
    site.set("site.toml", "title = \"样例\"\ntheme = \"mine\"\n");
    site.set("content/2022/haicheng.md", &zeros("haicheng", 2022));
    for (path, text) in files {
        site.set(&format!("themes/{path}"), text);
    }
    site
}

/// The findings with their places and English words.
fn said(outcome: &Outcome) -> Vec<String> {
    let messages = outcome.findings.iter().map(|finding| finding.message(Language::English));
    told(outcome).into_iter().zip(messages).map(|(told, message)| format!("{told}: {message}")).collect()
}

/// Route of the one style sheet.
fn style_sheet(outcome: &Outcome) -> String {
    let mut sheets = outcome.outputs.keys().map(gongkai::portal::Route::as_str).filter(|route| {
        route.starts_with("assets/style.") && Path::new(route).extension().is_some_and(|kind| kind == "css")
    });
    let sheet = sheets.next().expect("a style sheet").to_owned();
    assert_eq!(sheets.next(), None);
    sheet
}

/// The parts of a theme's style sheet by name.
fn parts(theme: &str) -> BTreeMap<String, String> {
    let folder = root().join(format!("themes/{theme}/assets/style.css"));
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let read = |entry: fs::DirEntry| {
        let text = fs::read_to_string(entry.path()).expect("a part");
        (entry.file_name().to_string_lossy().into_owned(), text)
    };
    entries.map(read).collect()
}

fn joined(parts: &BTreeMap<String, String>) -> String {
    parts.values().map(String::as_str).collect()
}

/// All outputs with the address of the style sheet taken out, and without the style sheet.
fn but_for_the_style_sheet(outcome: &Outcome) -> BTreeMap<String, String> {
    let sheet = style_sheet(outcome);
    let routes = outcome.outputs.iter().filter(|(route, _)| route.as_str() != sheet);
    let shown = |output: &gongkai::build::Output| match output {
        gongkai::build::Output::Bytes(bytes) => {
            String::from_utf8_lossy(bytes).replacen(&sheet, "assets/style.css", 1)
        }
        gongkai::build::Output::Copy(path) => path.to_string(),
    };
    routes.map(|(route, output)| (route.to_string(), shown(output))).collect()
}

#[test]
fn a_theme_overrides_one_part_of_the_style_sheet_and_only_that_changes() {
    let plain = themed(&[("mine/theme.toml", "extends = \"default\"\n")]).run();
    let part = ":root { --paper: #eee; }";
    let files =
        [("mine/theme.toml", "extends = \"default\"\n"), ("mine/assets/style.css/10-colours.css", part)];
    let changed = themed(&files).run();
    let mut expected = parts("default");
    assert_eq!(page(&plain, &style_sheet(&plain)), joined(&expected));
    expected.insert("10-colours.css".to_owned(), format!("{part}\n"));
    assert_eq!(page(&changed, &style_sheet(&changed)), joined(&expected));
    assert_eq!(but_for_the_style_sheet(&plain), but_for_the_style_sheet(&changed));
}

#[test]
fn a_site_may_lay_a_part_or_a_whole_style_sheet_over_the_programs() {
    let mut site = Site::new();
    site.set("themes/default/assets/style.css/95-mine.css", "p {}\n");
    let outcome = site.run();
    let mut expected = parts("default");
    expected.insert("95-mine.css".to_owned(), "p {}\n".to_owned());
    assert_eq!(page(&outcome, &style_sheet(&outcome)), joined(&expected));

    let mut site = Site::new();
    site.set("themes/default/assets/style.css", "p {}");
    let outcome = site.run();
    assert_eq!(page(&outcome, &style_sheet(&outcome)), "p {}");
}

#[test]
fn a_theme_toml_is_read_strictly() {
    let extending = "extends = \"default\"\n";
    for (text, expected) in [
        (extending, &[][..]),
        ("extends = \"default\"\ncontract = 2\nname = \"甲\"\ndescription = \"乙\"\n", &[]),
        (
            "extends = \"default\"\ncontract = 0\n",
            &[
                "warning[theme-contract] themes/mine/theme.toml:2:12: The theme mine is written for version 0 of the \
               theme interface; this is version 2",
            ],
        ),
        (
            "extends = \"default\"\ncontract = 99\n",
            &[
                "error[theme-contract--newer] themes/mine/theme.toml:2:12: The theme mine wants version 99 of the \
               theme interface; this program has version 2",
            ],
        ),
        (
            "extends = \"default\"\nauthor = \"甲\"\n",
            &[
                "error[theme-syntax] themes/mine/theme.toml:2:1: theme.toml: unknown field `author`, expected one of \
               `name`, `description`, `contract`, `extends`",
            ],
        ),
        (
            "extends = 1\n",
            &[
                "error[theme-syntax] themes/mine/theme.toml:1:11: theme.toml: invalid type: integer `1`, expected a string",
            ],
        ),
        (
            "extends = \"default\nname = 1\n",
            &[
                "error[theme-syntax] themes/mine/theme.toml:1:19: theme.toml: invalid basic string, expected `\"`",
            ],
        ),
        (
            "\nextends = \"nothing\"\n",
            &[
                "error[theme-missing--extends] themes/mine/theme.toml:2:11: The theme mine extends nothing, which is not there",
            ],
        ),
        (
            "extends = \"mine\"\n",
            &[
                "error[theme-missing--circle] themes/mine/theme.toml:1:11: The theme extends itself: mine → mine",
            ],
        ),
    ] {
        let outcome = themed(&[("mine/theme.toml", text)]).run();
        assert_eq!(said(&outcome), expected, "{text}");
        assert_eq!(outcome.outputs.is_empty(), outcome.blocks(false), "{text}");
    }
    let circle = themed(&[
        ("mine/theme.toml", "extends = \"other\"\n"),
        ("other/theme.toml", "name = \"other\"\nextends = \"mine\"\n"),
    ]);
    assert_eq!(
        said(&circle.run()),
        [
            "error[theme-missing--circle] themes/other/theme.toml:2:11: The theme extends itself: mine → other → mine"
        ]
    );
    let absent = themed(&[]);
    assert_eq!(said(&absent.run()), ["error[theme-missing] site.toml:2:9: There is no theme mine"]);
}

#[test]
fn a_theme_that_extends_none_has_every_template_and_says_for_which_contract() {
    let mut files: Vec<(String, String)> = gongkai::theme::TEMPLATES
        .iter()
        .map(|name| (format!("mine/templates/{name}"), "{{ frame.title }}".to_owned()))
        .collect();
    let theme = |files: &[(String, String)]| {
        themed(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
    };
    assert_eq!(
        said(&theme(&files).run()),
        [
            "warning[theme-contract--missing] themes/mine/theme.toml:1:1: The theme mine does not say which version of the \
         theme interface it is written for"
        ]
    );
    files.push(("mine/theme.toml".to_owned(), "contract = 2\n".to_owned()));
    let outcome = theme(&files).run();
    assert_eq!((said(&outcome), page(&outcome, "404.html").as_str()), (Vec::new(), "样例"));
    files.remove(0);
    assert_eq!(
        said(&theme(&files).run()),
        ["error[theme-missing--file] themes/mine/theme.toml:1:1: The theme mine lacks templates/home.html"]
    );
}

#[test]
fn a_warning_about_a_theme_is_told_in_every_turn() {
    let mut site = themed(&[("mine/theme.toml", "extends = \"default\"\ncontract = 0\n")]);
    let mut engine = Engine::default();
    let first = told(&engine.run(&site.snapshot, Goal::Build));
    assert_eq!(first, ["warning[theme-contract] themes/mine/theme.toml:2:12"]);
    site.set("content/2022/jiaoyu.md", &zeros("jiaoyu", 2022));
    assert_eq!(told(&engine.run(&site.snapshot, Goal::Build)), first);
}

#[test]
fn a_fault_of_a_template_is_told_at_its_line() {
    let extends = ("mine/theme.toml", "extends = \"default\"\n");
    let at = |level: &str, place: &str, rest: &str| {
        format!("error[template-error{level}] themes/mine/templates/{place}: {rest}")
    };
    let loading = |place: &str, detail: &str| at("", place, &format!("Template error: {detail}"));
    let page = |place: &str, detail: &str| {
        at("--page", place, &format!("Template error on page 404.html: {detail}"))
    };
    for (text, expected) in [
        (
            "<p>\n中文 {{ titel }}</p>\n",
            page("404.html:2:7", "Variable `titel` is not defined. Available variables: frame, page"),
        ),
        (
            "<p>\n{{ frame.title | replace(from=\"a\") }}</p>\n",
            page("404.html:2:18", "Missing keyword argument `to`"),
        ),
        (
            "{{ frame.title | round }}\n",
            page("404.html:1:4", "Invalid type for the value, expected `f64` but got `string`"),
        ),
        ("{{ t(id=\"nothing\") }}", page("404.html:1:4", "t: there are no words for id \"nothing\"")),
        ("<p>\n中文 {{ frame.title | nothing }}</p>\n", loading("404.html:2:21", "Unknown filter `nothing`")),
        ("\n{{ get_env(name=\"HOME\") }}\n", loading("404.html:2:4", "Unknown function `get_env`")),
        ("{% include \"../../secret\" %}", loading("404.html:1:12", "Unknown template `../../secret`")),
        ("{% include \"/etc/passwd\" %}", loading("404.html:1:12", "Unknown template `/etc/passwd`")),
        (
            "\n{% include \"404.html\" %}",
            loading(
                "404.html:2:12",
                "Circular include detected for template '404.html'. Include chain: `[\"404.html\", \"404.html\"]`",
            ),
        ),
        (
            "{% extends \"404.html\" %}",
            loading(
                "404.html:1:12",
                "Circular extend detected for template '404.html'. Inheritance chain: `[\"404.html\"]`",
            ),
        ),
        (
            "{% extends 'bare.html' %}",
            loading(
                "404.html:1:12",
                "Template '404.html' is inheriting from 'bare.html', which doesn't exist or isn't loaded.",
            ),
        ),
        (
            "\n{% component crumbs() %}{% endcomponent crumbs %}",
            // Of the two places the second by name is shown; the message names both.
            "error[template-error] themes/default/templates/partials/parts.html:14:4: Template error: Component `crumbs` is \
             defined in both `404.html` and `partials/parts.html`"
                .to_owned(),
        ),
    ] {
        let outcome = themed(&[extends, ("mine/templates/404.html", text)]).run();
        assert_eq!(said(&outcome), [expected], "{text}");
        assert!(outcome.blocks(false));
    }
}

#[test]
fn every_fault_that_can_be_told_at_once_is() {
    let unknown = themed(&[
        ("mine/theme.toml", "extends = \"default\"\n"),
        ("mine/templates/404.html", "{{ a | one }}\n{{ two() }}"),
        ("mine/templates/plain.html", "{{ a is three }}"),
    ]);
    assert_eq!(
        told(&unknown.run()),
        [
            "error[template-error] themes/mine/templates/404.html:1:8",
            "error[template-error] themes/mine/templates/404.html:2:4",
            "error[template-error] themes/mine/templates/plain.html:1:9",
        ]
    );
    let syntax = themed(&[
        ("mine/theme.toml", "extends = \"default\"\n"),
        ("mine/templates/404.html", "{% if %}"),
        ("mine/templates/plain.html", "\n{{ 1 + }}"),
    ]);
    assert_eq!(
        told(&syntax.run()),
        [
            "error[template-error] themes/mine/templates/404.html:1:7",
            "error[template-error] themes/mine/templates/plain.html:2:8",
        ]
    );
}

#[test]
fn a_template_that_would_never_end_is_stopped() {
    let bomb = format!("{{% for i in range(end=100000) %}}{}{{% endfor %}}", "0123456789abcdef".repeat(64));
    for (text, expected) in [
        (
            bomb.as_str(),
            "error[template-error--large] themes/mine/templates/404.html:1:1: Page 404.html grows beyond 64 MB; it was \
             given up",
        ),
        (
            "{% for i in range(end=1000000000) %}{% endfor %}",
            "error[template-error--page] themes/mine/templates/404.html:1:13: Template error on page 404.html: range: \
             more than 1000000 numbers on one page",
        ),
        (
            "{% for i in range(end=9000) %}{% for j in range(end=9000) %}{% endfor %}{% endfor %}",
            "error[template-error--page] themes/mine/templates/404.html:1:43: Template error on page 404.html: range: \
             more than 1000000 numbers on one page",
        ),
        (
            "{% component c() %}{{ <c /> }}{% endcomponent c %}{{ <c /> }}",
            "error[template-error--page] themes/mine/templates/404.html:1:1: Template error on page 404.html: Maximum \
             render recursion depth for components exceeded.",
        ),
    ] {
        let files = [("mine/theme.toml", "extends = \"default\"\n"), ("mine/templates/404.html", text)];
        assert_eq!(said(&themed(&files).run()), [expected]);
    }
}

#[test]
fn what_was_published_stays_when_a_template_has_a_fault() {
    let dir = tempfile::TempDir::new().expect("a folder");
    let set = |path: &str, text: &str| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    set("site.toml", "title = \"样例\"\ntheme = \"mine\"\n");
    set("content/agencies.yaml", "- { slug: haicheng, name: 海城镇人民政府, kind: town }\n");
    set("themes/mine/theme.toml", "extends = \"default\"\n");
    let build = || gongkai(&["build", "--out", "public", "--lang", "en"], Some(dir.path()));
    let published = || fs::read_to_string(dir.path().join("public/404.html")).expect("a page");
    let first = build();
    assert_eq!(first.code, 0, "{}", first.err);
    let before = published();
    // A component that calls itself through templates which it includes.
    let component =
        "{% component again() %}{% include \"a.html\" %}{% endcomponent again %}\n{{ <again /> }}\n";
    set("themes/mine/templates/404.html", component);
    set("themes/mine/templates/a.html", "{% include \"b.html\" %}");
    set("themes/mine/templates/b.html", "{{ <again /> }}");
    let second = build();
    let told = second.out.lines().chain(second.err.lines()).next().unwrap_or_default().to_owned();
    assert_eq!(
        (second.code, told.as_str()),
        (
            1,
            "error[template-error]: Template error on page 404.html: Maximum render recursion depth for components exceeded."
        )
    );
    assert_eq!(published(), before);
}

#[test]
fn range_counts_up_and_down() {
    let show = "{% for i in range(end=3) %}{{ i }} {% endfor %}{% for i in range(start=5, end=0, step_by=-2) %}{{ i }} \
                {% endfor %}{% for i in range(start=2, end=7, step_by=2) %}{{ i }} {% endfor %}{{ range(start=3, end=3) }}";
    let site = themed(&[("mine/theme.toml", "extends = \"default\"\n"), ("mine/templates/404.html", show)]);
    assert_eq!(page(&site.run(), "404.html"), "0 1 2 5 3 1 2 4 6 []");
}

/// Expressions that hold HTML, SVG or JSON-LD made by the program; everything else is escaped.
const HTML: [&str; 5] = ["drawing.svg", "frame.json_ld", "page.html", "page.opening", "part.html"];

#[test]
fn only_html_of_the_program_is_put_in_unescaped() {
    let mut seen = std::collections::BTreeSet::new();
    for (theme, layer) in gongkai::theme::embedded() {
        for (path, file) in layer.iter().filter(|(path, _)| path.starts_with("templates/")) {
            let text = file.text();
            for (at, _) in text.match_indices("safe") {
                let (before, after) = text.split_at(at);
                let expression = before.trim_end().strip_suffix('|').map(str::trim_end);
                let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
                if after.chars().nth(4).is_some_and(word) {
                    continue;
                }
                let Some(expression) = expression else { continue };
                let start = expression.rfind(|c: char| !(word(c) || c == '.')).map_or(0, |at| at + 1);
                let name = expression.get(start..).unwrap_or_default();
                assert!(HTML.contains(&name), "{theme}/{path}: {name} | safe");
                seen.insert(name.to_owned());
            }
            assert!(!text.contains("autoescape"), "{theme}/{path}");
        }
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), HTML);
}

#[test]
fn the_red_theme_changes_the_style_sheet_and_nothing_else() {
    let mut snapshot: Snapshot = gongkai::disk::read(root()).expect("the sample portal");
    // Two years of it show every kind of page.
    snapshot.files.retain(|path, _| !["2019", "2020", "2021", "2022"].iter().any(|year| path.contains(year)));
    let mut engine = Engine::default();
    let mut built = |theme: &str| {
        let settings = fs::read_to_string(root().join("site.toml")).expect("site.toml");
        snapshot.set("site.toml", &settings.replace("theme = \"default\"", &format!("theme = \"{theme}\"")));
        engine.run(&snapshot, Goal::Build)
    };
    let (plain, red) = (built("default"), built("red"));
    assert!(plain.outputs.len() > 100);
    assert_eq!(told(&plain), told(&red));
    assert!(but_for_the_style_sheet(&plain) == but_for_the_style_sheet(&red), "pages differ");
    let mut expected = parts("default");
    expected.extend(parts("red"));
    assert_eq!(page(&red, &style_sheet(&red)), joined(&expected));
}

/// Relative luminance of a colour such as `#1b2027` or `#fff` (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let digits = colour.strip_prefix('#').expect("a colour in hexadecimal");
    let wide: String =
        if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
    let number = u32::from_str_radix(&wide, 16).expect("a colour");
    let channel = |shift: u32| {
        let value = f64::from((number >> shift) & 0xff) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}

#[test]
fn text_has_the_contrast_of_wcag_aa_in_every_theme_by_day_and_by_night() {
    for theme in gongkai::theme::embedded().keys() {
        let text = parts(theme).remove("10-colours.css").expect("colours");
        let mut day: BTreeMap<&str, &str> = BTreeMap::new();
        let mut modes = Vec::new();
        for block in text.split(":root").skip(1) {
            let block = block.split('}').next().unwrap_or_default();
            let colours =
                block.split(['{', ';']).filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "));
            let mut colours: BTreeMap<&str, &str> =
                colours.filter(|(_, value)| value.starts_with('#')).collect();
            if day.is_empty() {
                day.clone_from(&colours);
            } else {
                assert!(colours.keys().eq(day.keys()), "{theme}: every colour has its night");
            }
            colours.remove("rule");
            colours.remove("line");
            modes.push(colours);
        }
        assert!(modes.len() >= 2, "{theme}: by day and by night");
        for colours in modes {
            let grounds = [colours["paper"], colours["tint"]];
            let on_ground = colours.iter().filter(|(name, _)| !["paper", "tint"].contains(*name));
            for ((name, colour), ground) in on_ground.flat_map(|text| grounds.map(|ground| (text, ground))) {
                let (a, b) = (luminance(colour), luminance(ground));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= 4.5, "{theme}: {name} {colour} on {ground}: {contrast:.2}");
            }
        }
    }
}
