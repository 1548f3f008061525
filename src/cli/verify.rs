//! `gongkai verify`: names what is missing, changed and extra in a portal, be it in a folder, in an archive or on a web
//! server. Needs no site; of one it takes the targets and the public key.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::ArgMatches;

use super::Exit;
use super::print::Printer;
use crate::deploy::archive::Format;
use crate::deploy::{
    Demand, Limits, PublicKey, Published, Question, Sender, Sent, Signed, Trouble, Verdict, verify,
};
use crate::disk::{MANIFEST, small};
use crate::language::Message;
use crate::portal::{Base, Place, Site, Target};
use crate::text::{Source, shortened};

/// The largest file with a public key, in bytes.
const LARGEST: u64 = 4096;

/// How many digits of the digest of the sources are shown.
const DIGITS: usize = 12;

/// Runs the command; `settings` are the bytes of site.toml, if there is one.
pub(super) fn run(
    (sender, settings): (&Sender, Option<&[u8]>),
    matches: &ArgMatches,
    printer: &Printer,
) -> Exit {
    let question = match question(sender, settings, matches, printer) {
        Ok(question) => question,
        Err(message) => {
            printer.error(&message);
            return Exit::Failed;
        }
    };
    let shown = AtomicUsize::new(0);
    let progress = |done: usize, all: usize| {
        // A hundred times is often enough for the eye.
        let part = done.saturating_mul(100) / all.max(1);
        if shown.swap(part, Ordering::Relaxed) != part {
            printer.progress(&Message::new("verify-progress").arg("done", done).arg("all", all));
        }
    };
    let verdict = verify(&question, &progress);
    printer.progressed();
    let verdict = match verdict {
        Ok(verdict) => verdict,
        Err(trouble) => {
            printer.error(&trouble.message());
            return Exit::Failed;
        }
    };
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        printer.out(&json(&verdict, printer));
    } else {
        printer.out(&lines(&verdict, printer));
    }
    close(&verdict, &name(&question.place), printer);
    match (verdict.audit.is_clean(), verdict.unread.is_empty()) {
        (true, true) => Exit::Done,
        (true, false) => Exit::Failed,
        (false, _) => Exit::Blocked,
    }
}

/// What the arguments and the settings ask.
fn question(
    sender: &Sender,
    settings: Option<&[u8]>,
    matches: &ArgMatches,
    printer: &Printer,
) -> Result<Question, Message> {
    let root = &sender.site;
    let site = settings.map(|bytes| site(root, bytes, printer)).transpose()?;
    let asked = matches.get_one::<String>("place").map(String::as_str);
    let targets = site.as_ref().map(|site| &site.targets);
    let target = match (asked, targets) {
        (Some(name), Some(targets)) => targets.get_key_value(name),
        (None, Some(targets)) if targets.len() == 1 => targets.first_key_value(),
        _ => None,
    };
    let place = match (target, asked) {
        (Some((name, target)), _) => of_target(sender, name, target),
        (None, Some(address)) if address.contains("://") => Published::Server(base(address)?),
        (None, Some(path)) if Format::of(Path::new(path)).is_some() && !Path::new(path).is_dir() => {
            Published::Archive(PathBuf::from(path))
        }
        (None, Some(path)) => Published::Folder(PathBuf::from(path)),
        (None, None) => Published::Folder(root.join("public")),
    };
    let own = site.as_ref().map_or("", |site| &site.publication.public_key);
    let is_public = target.is_some_and(|(_, target)| target.publishes);
    let demand = match matches.get_one::<String>("key") {
        Some(given) => Demand::Always(key(given)?),
        None if own.is_empty() => Demand::None,
        // What is published must be signed; what only the office sees need not be.
        None if is_public || matches!(place, Published::Server(_)) => Demand::Always(key(own)?),
        None => Demand::IfThere(key(own)?),
    };
    let manifest = matches.get_one::<PathBuf>("manifest").cloned();
    Ok(Question { place, manifest, demand, limits: Limits::default() })
}

/// Where a target has what it shows.
fn of_target(sender: &Sender, name: &str, target: &Target) -> Published {
    match &target.place {
        Place::Dir { path, .. } => Published::Folder(sender.site.join(path)),
        Place::Archive { path } => Published::Archive(sender.site.join(path)),
        Place::Ssh { .. } => Published::Target(Box::new(Sent {
            name: name.to_owned(),
            target: target.clone(),
            sender: sender.clone(),
        })),
    }
}

/// The address of a portal; that of its manifest or of its first page will do.
fn base(address: &str) -> Result<Base, Message> {
    let folder = |name: &str| address.strip_suffix(name).filter(|folder| folder.ends_with('/'));
    let address = folder(MANIFEST).or_else(|| folder("index.html")).unwrap_or(address);
    Base::try_from(address.to_owned()).map_err(|_| Message::new("verify-scheme").arg("place", plain(address)))
}

/// A public key, given as such or as a file.
fn key(given: &str) -> Result<PublicKey, Message> {
    let wrong = || Trouble::Key { key: given.to_owned() }.message();
    if let Some(key) = PublicKey::read(given) {
        return Ok(key);
    }
    let path = Path::new(given).canonicalize().map_err(|_| wrong())?;
    let bytes = small(&path, LARGEST).ok().flatten().ok_or_else(wrong)?;
    std::str::from_utf8(&bytes).ok().and_then(PublicKey::read).ok_or_else(wrong)
}

fn site(root: &Path, bytes: &[u8], printer: &Printer) -> Result<Site, Message> {
    let path = root.join("site.toml").display().to_string();
    let wrong = |why: String| Message::new("verify-settings").arg("path", path.as_str()).arg("why", why);
    let text = crate::text::decode(bytes).map_err(|_| wrong("UTF-8".to_owned()))?;
    let site = Site::read(&Source::new("site.toml", text));
    site.map_err(|finding| wrong(shortened(&finding.message(printer.language), 200).into_owned()))
}

/// One line for each path that differs.
fn lines(verdict: &Verdict, printer: &Printer) -> String {
    let say = |message: &Message| printer.language.say(message) + "\n";
    let audit = &verdict.audit;
    let kinds = [
        ("-", "verify-missing", &audit.missing),
        ("~", "verify-changed", &audit.changed),
        ("+", "verify-extra", &audit.extra),
    ];
    let differing = kinds.iter().flat_map(|(mark, id, paths)| {
        let word = printer.language.say(&Message::new(*id));
        paths.iter().map(move |path| {
            let message = Message::new("verify-mark-line").arg("mark", *mark).arg("word", word.as_str());
            message.arg("path", plain(path))
        })
    });
    let word = printer.language.say(&Message::new("verify-unread"));
    let unread = verdict.unread.iter().map(|(path, why)| {
        let message = Message::new("verify-unread-line").arg("word", word.as_str()).arg("path", plain(path));
        message.arg("why", printer.language.say(why))
    });
    differing.chain(unread).map(|message| say(&message)).collect()
}

fn json(verdict: &Verdict, printer: &Printer) -> String {
    let unreachable = verdict
        .unread
        .iter()
        .map(|(path, why)| serde_json::json!({ "path": path, "cause": printer.language.say(why) }));
    let value = serde_json::json!({
        "version": 1,
        "missing": verdict.audit.missing,
        "changed": verdict.audit.changed,
        "extra": verdict.audit.extra,
        "unreachable": unreachable.collect::<Vec<_>>(),
        "checked": verdict.checked,
        "signature": verdict.signed.map(word),
    });
    format!("{value:#}\n")
}

/// What a signature proves, in the JSON.
fn word(signed: Signed) -> &'static str {
    match signed {
        Signed::Valid => "valid",
        Signed::OtherKey => "other-key",
        Signed::OtherBytes => "other-bytes",
        Signed::Garbled => "garbled",
        Signed::Missing => "missing",
    }
}

/// The closing lines: what the manifest says of its origin, what the signature proves, and the counts.
fn close(verdict: &Verdict, place: &str, printer: &Printer) {
    let manifest = &verdict.expected.manifest;
    let id = if manifest.origin.sources.is_some() { "verify-origin--sources" } else { "verify-origin" };
    let sources: String =
        manifest.origin.sources.iter().flat_map(|digest| digest.chars()).take(DIGITS).collect();
    let origin = Message::new(id).arg("manifest", MANIFEST).arg("generator", plain(&manifest.generator));
    printer.note(&origin.arg("sources", plain(&sources)));
    if let Some(signed) = verdict.signed {
        let id = match signed {
            Signed::Valid => "verify-signed",
            Signed::Missing => "verify-signed--missing",
            Signed::OtherKey => "verify-signed--other-key",
            Signed::OtherBytes => "verify-signed--other-bytes",
            Signed::Garbled => "verify-signed--garbled",
        };
        printer.note(&Message::new(id).arg("manifest", MANIFEST));
    }
    let audit = &verdict.audit;
    let id = if verdict.is_clean() { "verify-done" } else { "verify-differs" };
    let message = Message::new(id)
        .arg("manifest", MANIFEST)
        .arg("count", verdict.checked)
        .arg("missing", audit.missing.len())
        .arg("changed", audit.changed.len())
        .arg("extra", audit.extra.len())
        .arg("unread", verdict.unread.len());
    printer.note(&message.arg("place", plain(place)));
}

fn name(place: &Published) -> String {
    match place {
        Published::Folder(path) | Published::Archive(path) => path.display().to_string(),
        Published::Target(sent) => sent.name.clone(),
        Published::Server(base) => base.url().to_owned(),
    }
}

/// A name from elsewhere: it cannot steer the terminal, and has no second line.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
