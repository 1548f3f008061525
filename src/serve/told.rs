//! Findings as a page in a browser is told of them.

use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use super::model::Turn;
use super::state::Checked;
use crate::finding::{self, Entry, Finding, Level, Style, Summary};
use crate::language::{Language, Message};
use crate::portal::Route;
use crate::text::{encoded, shortened};

/// The list of everything that was found, by the name of its page.
pub(super) const LIST: &str = "_gongkai/index.html";

/// The most findings that one page is told.
const MOST: usize = 200;

/// The most characters of a text, and of a line of the list.
const LONGEST: usize = 2000;

/// What a page is told.
#[derive(Serialize)]
struct Told<'a> {
    language: &'static str,
    /// The address of the site.
    home: &'a str,
    words: Words,
    /// What there is to see, worst first.
    here: Vec<One<'a>>,
    /// How many of these there are.
    count: usize,
    summary: Summary,
}

/// The words of the interface.
#[derive(Serialize)]
struct Words {
    title: String,
    list: String,
    none: String,
    close: String,
    copy: String,
    error: String,
    warning: String,
    note: String,
    counts: String,
    more: Option<String>,
    suspect: String,
    cells: String,
    home: String,
}

/// One finding.
#[derive(Serialize)]
struct One<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    /// `path:line:column`.
    place: String,
    /// The address of the report that it is about, where that is shown.
    page: Option<String>,
    /// A link that opens the file at its line in an editor.
    open: String,
    /// The file's whole path, to be copied.
    file: String,
    /// The lines with marks under what is meant.
    excerpt: String,
    /// The cell that alone would mend it.
    suspect: Option<&'a str>,
}

/// What a page is told of a check; `wrong` is what showed only when pages were made.
pub(super) fn told(
    checked: &Checked,
    wrong: &[Finding],
    page: &Route,
    (root, language): (&Path, Language),
) -> Option<String> {
    let turn = checked.turn.as_deref()?;
    let of_site = turn.showing.as_ref().map(|showing| showing.language(page));
    let folder =
        turn.showing.as_ref().zip(of_site).map_or("", |(showing, of)| showing.portal.site.folder(of));
    let route = page.without(folder);
    let list = page.as_str() == LIST;
    let open = checked.findings.iter().chain(wrong).filter(|finding| finding.accepted.is_none());
    let mut here: Vec<&Finding> = open.clone().filter(|finding| list || concerns(finding, &route)).collect();
    // What is wrong with the site comes first: the rest may follow from it.
    here.sort_by_key(|finding| (rank(finding.level), finding.agency.is_some()));
    let count = here.len();
    let summary = Summary::of(open, turn.reports);
    let told = Told {
        language: language.tag(),
        home: turn.showing.as_ref().map_or("/", |showing| showing.portal.site.base_url.path()),
        words: words(language, &summary, count),
        here: here.into_iter().take(MOST).map(|finding| one(finding, turn, root, language)).collect(),
        count,
        summary,
    };
    Some(short(serde_json::to_value(&told).expect("plain values serialise")).to_string())
}

/// The same with no text longer than anybody reads: a message may quote a value of any length.
fn short(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(shortened(&text, LONGEST).into_owned()),
        Value::Array(values) => values.into_iter().map(short).collect(),
        Value::Object(values) => values.into_iter().map(|(name, value)| (name, short(value))).collect(),
        other => other,
    }
}

/// What was found as text, as much of it as anybody reads.
pub(super) fn listed(findings: &[&Finding], turn: &Turn, language: Language) -> String {
    let shown = findings.iter().copied().take(MOST);
    let text = finding::text(shown, &turn.sources, language, Style::Plain);
    let lines = text.lines().map(|line| shortened(line, LONGEST));
    lines.chain(more(language, findings.len()).map(Into::into)).collect::<Vec<_>>().join("\n")
}

/// The word that there is more than is shown.
fn more(language: Language, count: usize) -> Option<String> {
    let more = count.checked_sub(MOST).filter(|more| *more > 0)?;
    Some(language.say(&Message::new("serve-more").arg("count", more)))
}

fn rank(level: Level) -> u8 {
    match level {
        Level::Error => 0,
        Level::Warning => 1,
        Level::Note => 2,
    }
}

/// Whether a finding is about what a page shows: its report, agency or text; or an error in what all pages depend on.
fn concerns(finding: &Finding, page: &Route) -> bool {
    let path = &*finding.place().path;
    let agency = finding.agency.as_deref();
    let of_report = finding.year.zip(agency).is_some_and(|(year, agency)| {
        *page == Route::report(year, agency)
            || *page == Route::year_on_year(year, agency)
            || *page == Route::year_on_year(year + 1, agency)
    });
    let of_agency = agency.is_some_and(|agency| *page == Route::agency(agency));
    let name = |folder: &str| path.strip_prefix(folder)?.strip_suffix(".md");
    let of_page = name("content/pages/").is_some_and(|slug| *page == Route::plain(slug));
    // A file that is no text at all has no agency and no year, only a path.
    let of_file = name("content/")
        .and_then(|name| name.split_once('/'))
        .is_some_and(|(year, slug)| year.parse().is_ok_and(|year| *page == Route::report(year, slug)));
    let of_all = finding.level == Level::Error && agency.is_none() && name("content/").is_none();
    of_report || of_agency || of_page || of_file || of_all
}

fn one<'a>(finding: &'a Finding, turn: &Turn, root: &Path, language: Language) -> One<'a> {
    let path = &finding.place().path;
    let ((line, column), _) = finding.place().lines(&turn.sources);
    let file = path.split('/').fold(root.to_path_buf(), |file, name| file.join(name)).display().to_string();
    // Windows writes the paths of its disks in a form that editors do not read.
    let file = readable(&file);
    One {
        entry: finding::entry(finding, &turn.sources, language),
        place: format!("{path}:{line}:{column}"),
        page: address(finding, turn),
        open: format!("vscode://file/{}:{line}:{column}", encoded(&slashed(&file))),
        file: format!("{file}:{line}:{column}"),
        excerpt: finding::excerpt(finding, &turn.sources, language),
        suspect: finding.suspect.as_deref(),
    }
}

/// Where the report of a finding is shown.
fn address(finding: &Finding, turn: &Turn) -> Option<String> {
    let portal = &turn.showing.as_ref()?.portal;
    let key = (finding.year?, finding.agency.clone()?);
    let is_shown = portal.documents.contains_key(&key);
    is_shown.then(|| Route::report(key.0, &key.1).below(portal.site.base_url.path()))
}

/// A path as people and editors write it: Windows has a longer form of its own for its disks and for shares.
fn readable(file: &str) -> String {
    let share = file.strip_prefix(r"\\?\UNC\").map(|share| format!(r"\\{share}"));
    share.unwrap_or_else(|| file.strip_prefix(r"\\?\").unwrap_or(file).to_owned())
}

/// A path with `/`, without the one it may begin with.
fn slashed(file: &str) -> String {
    file.replace('\\', "/").trim_start_matches('/').to_owned()
}

fn words(language: Language, summary: &Summary, count: usize) -> Words {
    let say = |id: &'static str| language.say(&Message::new(id));
    let counts =
        [("count-error", summary.errors), ("count-warning", summary.warnings), ("count-note", summary.notes)];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<String> =
        counts.map(|(id, count)| language.say(&Message::new(id).arg("count", count))).collect();
    let counts = match counts.join(" · ") {
        none if none.is_empty() => none,
        counts => language.say(&Message::new("serve-site").arg("counts", counts)),
    };
    Words {
        title: say("serve-title"),
        list: say("serve-list"),
        none: say("serve-none"),
        close: say("serve-close"),
        copy: say("serve-copy"),
        error: say("serve-error"),
        warning: say("serve-warning"),
        note: say("serve-note"),
        counts,
        more: more(language, count),
        suspect: say("serve-suspect"),
        cells: say("serve-cells"),
        home: say("serve-home"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_as_people_write_them() {
        assert_eq!(readable(r"\\?\C:\site\a.md"), r"C:\site\a.md");
        assert_eq!(readable(r"\\?\UNC\server\share\a.md"), r"\\server\share\a.md");
        assert_eq!(readable("/srv/site/a.md"), "/srv/site/a.md");
    }
}
