//! `gongkai new`: a site, a report, an agency or a page to start from. Never overwrites anything.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use clap::ArgMatches;

use super::print::Printer;
use super::{Exit, Site, forms};
use crate::build::Entry;
use crate::form::Forms;
use crate::language::Message;
use crate::portal::Register;
use crate::report;
use crate::text::{Source, decode};

pub(super) fn run(
    root: &Path,
    matches: &ArgMatches,
    printer: &mut Printer,
    context: impl Fn(&mut Printer) -> Option<Site>,
) -> Exit {
    let word = |of: &ArgMatches, name: &str| of.get_one::<String>(name).cloned().unwrap_or_default();
    let result = match matches.subcommand() {
        Some(("site", of)) => {
            let dir = of.get_one::<std::path::PathBuf>("dir").cloned().unwrap_or_default();
            new_site(&dir, printer)
        }
        Some(("page", of)) => {
            let slug = word(of, "slug");
            let text = format!("---\ntitle: {slug}\norder: 0\n---\n");
            slug_is_valid(&slug)
                .and_then(|()| is_site(root))
                .and_then(|()| create(root, &format!("content/pages/{slug}.md"), &text, printer))
        }
        Some(("agency", of)) => {
            let slug = word(of, "slug");
            slug_is_valid(&slug).and_then(|()| new_agency(root, &slug, &word(of, "name"), printer))
        }
        Some(("report", of)) => {
            let year = of.get_one::<i32>("year").copied().unwrap_or_default();
            let slug = word(of, "agency");
            match context(printer) {
                Some(site) => slug_is_valid(&slug).and_then(|()| new_report(&site, year, &slug, printer)),
                None => return Exit::Failed,
            }
        }
        _ => return Exit::Failed,
    };
    match result {
        Ok(()) => Exit::Done,
        Err(message) => {
            printer.error(&message);
            Exit::Failed
        }
    }
}

fn new_site(dir: &Path, printer: &Printer) -> Result<(), Message> {
    let say = |id: &'static str| printer.language.say(&Message::new(id));
    let site = format!(
        "# {}\ntitle = \"{}\"\n# base_url = \"https://www.example.gov.cn/xxgk/ndbg/\"\nlanguage = \"{}\"\nlevel = \"county\"\n",
        say("new-site-comment"),
        say("new-site-title"),
        printer.language.tag()
    );
    let agency = format!(
        "# {}\n- {{ slug: my-agency, name: {}, kind: department }}\n",
        say("new-agencies-comment"),
        say("new-agency-name")
    );
    create(dir, "site.toml", &site, printer)?;
    create(dir, "content/agencies.yaml", &agency, printer)?;
    create(dir, ".gitignore", "/public/\n/.gongkai-*/\n/.gongkai/\n", printer)
}

fn new_agency(root: &Path, slug: &str, name: &str, printer: &Printer) -> Result<(), Message> {
    is_site(root)?;
    let path = root.join("content/agencies.yaml");
    let shown = path.display().to_string();
    let failed = |error: std::io::Error| {
        Message::new("new-failed").arg("path", shown.as_str()).arg("cause", error.to_string())
    };
    let before = fs::read_to_string(&path).map_err(failed)?;
    let (register, ..) = Register::read(&Source::new("content/agencies.yaml", before.as_str()));
    if register.get(slug).is_some() {
        return Err(Message::new("new-exists").arg("path", slug));
    }
    let name = if name.is_empty() { slug } else { name };
    let line =
        format!("- {{ slug: {slug}, name: \"{}\", kind: department }}\n", name.replace(['"', '\\'], ""));
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let after = format!("{before}{gap}{line}");
    let (register, _, findings) = Register::read(&Source::new("content/agencies.yaml", after.as_str()));
    if register.get(slug).is_none() || !findings.is_empty() {
        return Err(Message::new("new-agency-unfit")
            .arg("path", shown.as_str())
            .arg("line", line.trim_end()));
    }
    fs::write(&path, after).map_err(failed)?;
    printer.note(&Message::new("new-done").arg("path", shown.as_str()));
    Ok(())
}

/// Whether there is a site here.
fn is_site(root: &Path) -> Result<(), Message> {
    if root.join("site.toml").is_file() { Ok(()) } else { Err(Message::new("site-syntax--missing")) }
}

fn new_report(site: &Site, year: i32, slug: &str, printer: &Printer) -> Result<(), Message> {
    let (forms, _) = Forms::read(&forms::sources(Some(&site.snapshot)));
    let Some(form) = forms.governing(year) else {
        return Err(Message::new("year-without-form").arg("year", year.to_string()));
    };
    let source = |path: String| match site.snapshot.files.get(path.as_str()) {
        Some(Entry::Text { bytes, .. }) => decode(bytes).ok().map(|text| Source::new(path, text)),
        _ => None,
    };
    let register = source("content/agencies.yaml".to_owned()).map(|source| Register::read(&source).0);
    let register = register.unwrap_or_default();
    let Some(agency) = register.get(slug) else {
        return Err(Message::new("agency-unknown").arg("slug", slug));
    };
    // Carry-over is known only if every report that this one continues is there.
    let before = register.predecessors(agency, year).into_iter().map(|other| {
        let source = source(format!("content/{}/{}.md", year - 1, other.slug))?;
        Some(report::bind(&source, (year - 1, &other.slug), &forms, None).report)
    });
    let before: Vec<_> = before.collect::<Option<_>>().unwrap_or_default();
    let previous = before.iter().filter_map(|report| Some((&**report.form.as_ref()?, &report.sheet)));
    let text = report::blank(Some(form), slug, year, &previous.collect::<Vec<_>>());
    create(&site.root, &format!("content/{year}/{slug}.md"), &text, printer)
}

fn slug_is_valid(slug: &str) -> Result<(), Message> {
    if crate::portal::is_slug(slug) { Ok(()) } else { Err(Message::new("bad-slug").arg("found", slug)) }
}

/// Writes a new file below a folder; one that is there already stays as it is.
fn create(root: &Path, path: &str, text: &str, printer: &Printer) -> Result<(), Message> {
    let path = root.join(path);
    let shown = path.display().to_string();
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Message::new("new-exists").arg("path", shown.as_str()),
        _ => Message::new("new-failed").arg("path", shown.as_str()).arg("cause", error.to_string()),
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    printer.note(&Message::new("new-done").arg("path", shown.as_str()));
    Ok(())
}
