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
            slug_is_valid(&slug).and_then(|()| {
                create(
                    root,
                    &format!("content/pages/{slug}.md"),
                    &format!("---\ntitle: {slug}\norder: 0\n---\n"),
                    printer,
                )
            })
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
    create(dir, ".gitignore", "/public/\n/.gongkai-*/\n", printer)
}

fn new_agency(root: &Path, slug: &str, name: &str, printer: &Printer) -> Result<(), Message> {
    let path = root.join("content/agencies.yaml");
    let failed = |error: std::io::Error| {
        Message::new("new-failed").arg("path", path.display().to_string()).arg("cause", error.to_string())
    };
    let before = fs::read_to_string(&path).map_err(failed)?;
    let (register, _) = Register::read(&Source::new("content/agencies.yaml", before.as_str()));
    if register.get(slug).is_some() {
        return Err(Message::new("new-exists").arg("path", slug));
    }
    let name = if name.is_empty() { slug } else { name };
    let line =
        format!("- {{ slug: {slug}, name: \"{}\", kind: department }}\n", name.replace(['"', '\\'], ""));
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let mut file = fs::OpenOptions::new().append(true).open(&path).map_err(failed)?;
    file.write_all(format!("{gap}{line}").as_bytes()).map_err(failed)?;
    printer.note(&Message::new("new-done").arg("path", path.display().to_string()));
    Ok(())
}

fn new_report(site: &Site, year: i32, slug: &str, printer: &Printer) -> Result<(), Message> {
    let (forms, _) = Forms::read(&forms::sources(site));
    let Some(form) = forms.governing(year) else {
        return Err(Message::new("year-without-form").arg("year", year.to_string()));
    };
    let before = format!("content/{}/{slug}.md", year - 1);
    let previous = match site.snapshot.files.get(before.as_str()) {
        Some(Entry::Text { bytes, .. }) => decode(bytes)
            .ok()
            .map(|text| report::bind(&Source::new(before.as_str(), text), year - 1, slug, &forms).report),
        _ => None,
    };
    let older = previous.as_ref().and_then(|report| Some((&**report.form.as_ref()?, &report.sheet)));
    let text = report::blank(Some(form), slug, year, older);
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
