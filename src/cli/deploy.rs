//! `gongkai deploy`: sends the portal to a target of site.toml and shows it there; or shows what was there before.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::time::Instant;

use clap::ArgMatches;

use super::make::{Bounds, Made, Maker, because};
use super::print::Printer;
use super::{Exit, Site, print_server, settings};
use crate::build::{Entry, Snapshot};
use crate::deploy::{
    self, Access, Book, Change, DeployError, Entered, Place, Plan, PublicKey, SecretKey, SignError, Signed,
    State,
};
use crate::disk;
use crate::language::{Arg, Message};
use crate::ledger::LEDGER;
use crate::portal::{Portal, Target};
use crate::report::Withheld;
use crate::text;

/// The largest file with a key, in bytes.
const LARGEST_KEY: u64 = 4096;

pub(super) fn run(site: &Site, matches: &ArgMatches, printer: &Printer) -> Exit {
    if let Some(server) = matches.get_one::<String>("print") {
        let target = matches.get_one::<String>("target").map(String::as_str);
        return print_server::run(site, server, target, printer);
    }
    // A site.toml that cannot be read is told as a build tells it, with its place.
    let Some(settings) = settings(&site.snapshot) else {
        let bounds = Bounds { strict: false, keep_going: false };
        return Maker::new(site, bounds, printer).make(site.snapshot.clone()).err().unwrap_or(Exit::Failed);
    };
    let asked = matches.get_one::<String>("target").map(String::as_str);
    let (name, target) = match chosen(&settings.targets, asked) {
        Ok(chosen) => chosen,
        Err(message) => {
            printer.error(&message);
            return Exit::Failed;
        }
    };
    let run = Run { site, name, target, matches, printer, start: Instant::now() };
    let done = if matches.get_flag("rollback") { run.back() } else { run.forth() };
    match done {
        Ok(()) => Exit::Done,
        Err(Stop::Told(exit)) => exit,
        Err(Stop::Error(error)) => {
            printer.error(&error.message());
            Exit::Failed
        }
    }
}

/// The target that is meant: the one that was named, or the only one.
fn chosen<'a>(
    targets: &'a std::collections::BTreeMap<String, Target>,
    asked: Option<&str>,
) -> Result<(&'a str, &'a Target), Message> {
    let names = || targets.keys().cloned().collect::<Arg>();
    let mut all = targets.iter().map(|(name, target)| (name.as_str(), target));
    match (asked, all.next(), all.next()) {
        (_, None, _) => Err(Message::new("deploy-target--none")),
        (None, Some(only), None) => Ok(only),
        (None, ..) => Err(Message::new("deploy-target--which").arg("names", names())),
        (Some(asked), ..) => {
            let found = targets.get_key_value(asked).map(|(name, target)| (name.as_str(), target));
            found.ok_or_else(|| {
                Message::new("deploy-target--unknown").arg("name", asked).arg("names", names())
            })
        }
    }
}

/// Why a deploy ends before it is done.
enum Stop {
    /// Everything was said.
    Told(Exit),
    /// This has to be said.
    Error(DeployError),
}

impl<E: Into<DeployError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// One run of the command.
struct Run<'a> {
    site: &'a Site,
    name: &'a str,
    target: &'a Target,
    matches: &'a ArgMatches,
    printer: &'a Printer,
    start: Instant,
}

impl Run<'_> {
    /// Sends the portal and shows it.
    fn forth(&self) -> Result<(), Stop> {
        let bounds = Bounds { strict: false, keep_going: self.matches.get_flag("keep-going") };
        let mut maker = Maker::new(self.site, bounds, self.printer);
        let snapshot = Snapshot { drafts: false, ..self.site.snapshot.clone() };
        let made = maker.make(snapshot).map_err(Stop::Told)?;
        self.finished(&made)?;
        let key = self.key()?;
        let place = self.open()?;
        let state = place.state()?;
        self.by_hand(&state)?;
        let mut book = self.book(&made.snapshot, &state)?;
        // What was settled is held against the reports before anything is added to it.
        let made = if book.text() == ledger_of(&made.snapshot) {
            made
        } else {
            maker.make_with_ledger(made, book.text()).map_err(Stop::Told)?
        };
        self.kept(&book, &made)?;
        self.approved(&book, &made)?;
        let entered = self.enter(&book, &made);
        // Dates of what is published now stand on its pages.
        let made = match entered.lines() {
            0 => made,
            _ => maker
                .make_with_ledger(made, &format!("{}{}", book.text(), entered.text))
                .map_err(Stop::Told)?,
        };
        let records = disk::records(&made.files)?;
        let keep = usize::try_from(self.target.keep.get()).unwrap_or(usize::MAX);
        let mut plan = Plan::new(&state, &records, &made.origin(), (keep, self.site.sender.now));
        if let Some(key) = &key {
            let public = self.settings().and_then(|site| PublicKey::read(&site.publication.public_key));
            let signed = plan.sign(key, public.as_ref()).map_err(|error| self.failed(&error.message()))?;
            if signed.is_some_and(|signed| signed != Signed::Valid) {
                return Err(self.failed(&Message::new("sign-other-key")));
            }
        }
        made.tell_left_out(self.printer);
        if plan.changes.is_empty() {
            // What a deployment had published that was cut is written down even so.
            if !self.matches.get_flag("dry-run") {
                self.close(&mut book, "")?;
                place.tidy(&[])?;
            }
            self.printer.note(&self.message("deploy-nothing"));
            return Ok(());
        }
        let allowed = self.matches.get_one::<u32>("allow-delete");
        plan.check(allowed.map(|allowed| usize::try_from(*allowed).unwrap_or(usize::MAX)))?;
        self.tell_entered(&entered);
        self.consent(&plan.changes, self.message("deploy-plan"))?;
        place.send(&plan, &made.files)?;
        book.announce(&entered.text).map_err(|error| self.failed(&error.message(self.name)))?;
        place.switch(&plan.id)?;
        self.close(&mut book, &entered.text)?;
        let tidied = place.tidy(&plan.outdated);
        self.printer.note(&self.done("deploy-done").arg("release", plan.id.as_str()));
        if let Err(error) = tidied {
            self.printer.error(&Message::new("deploy-leftover").arg("cause", error.message()));
            return Err(Stop::Told(Exit::Failed));
        }
        Ok(())
    }

    /// Shows the release before the one that is shown.
    fn back(&self) -> Result<(), Stop> {
        let place = self.open()?;
        let state = place.state()?;
        let id = state.earlier()?;
        let audit = place.audit(id, &state)?;
        let Some(manifest) = state.manifest_of(id).filter(|_| audit.is_clean()) else {
            return Err(DeployError::Damaged { id: id.clone(), audit }.into());
        };
        let Some(shown) = &state.shown else { return Err(DeployError::NoEarlier.into()) };
        let mut wanted = manifest.files.clone();
        wanted.extend(manifest.carried.clone());
        let changes = deploy::changes(&shown.present, &wanted);
        let between = |message: Message| message.arg("release", id.as_str()).arg("was", shown.id.as_str());
        let mut book = self.book(&self.site.snapshot, &state)?;
        let back: Vec<String> = changes.iter().filter_map(report_that_comes).collect();
        if !back.is_empty() {
            let message = Message::new("deploy-comes-back");
            self.printer.note(&message.arg("reports", back.into_iter().collect::<Arg>()));
        }
        self.consent(&changes, between(self.message("deploy-plan--back")))?;
        let line = if self.target.publishes {
            book.enter_rollback(self.site.moment(), self.name, id.as_str())
        } else {
            String::new()
        };
        book.announce(&line).map_err(|error| self.failed(&error.message(self.name)))?;
        place.switch(id)?;
        self.close(&mut book, &line)?;
        self.printer.note(&between(self.done("deploy-done--back")));
        Ok(())
    }

    /// The key that signs the manifest, if there is to be a signature. A person is asked for its password.
    fn key(&self) -> Result<Option<SecretKey>, Stop> {
        let path = self.matches.get_one::<PathBuf>("sign");
        let is_asked_for = self.settings().is_some_and(|site| !site.publication.public_key.is_empty());
        let Some(path) = path else {
            // Whoever has said by which key the portal is signed shall not publish it unsigned by a slip.
            let is_public = self.target.publishes && is_asked_for && !self.matches.get_flag("dry-run");
            return if is_public { Err(self.failed(&Message::new("sign-missing"))) } else { Ok(None) };
        };
        let bytes = disk::small(path, LARGEST_KEY).ok().flatten();
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        let shown = || path.display().to_string();
        let text = text.ok_or_else(|| self.failed(&Message::new("sign-no-key").arg("path", shown())))?;
        let opened = match SecretKey::open(&text, None) {
            Err(SignError::Locked) => {
                let password = self.printer.asks_secretly(&Message::new("sign-ask").arg("path", shown()));
                password.map_or(Err(SignError::Locked), |password| SecretKey::open(&text, Some(&password)))
            }
            opened => opened,
        };
        opened.map(Some).map_err(|error| self.failed(&error.message()))
    }

    fn settings(&self) -> Option<crate::portal::Site> {
        settings(&self.site.snapshot)
    }

    fn failed(&self, message: &Message) -> Stop {
        self.printer.error(message);
        Stop::Told(Exit::Failed)
    }

    /// Refuses while there are reports under way, unless the portal is to be published without them.
    fn finished(&self, made: &Made) -> Result<(), Stop> {
        let withheld = made.outcome.withheld.iter();
        let under_way: Vec<String> = withheld
            .filter(|(_, why)| !matches!(why, Withheld::Until(_)))
            .map(|((year, agency), why)| {
                format!("{year}/{agency} ({})", self.printer.language.say(&because(*why)))
            })
            .collect();
        if under_way.is_empty() || self.matches.get_flag("keep-going") || !self.target.publishes {
            return Ok(());
        }
        let message = Message::new("deploy-drafts").arg("count", under_way.len());
        self.printer.error(&message.arg("reports", under_way.into_iter().collect::<Arg>()));
        Err(Stop::Told(Exit::Blocked))
    }

    /// Refuses what nobody has approved, where the portal asks for that.
    fn approved(&self, book: &Book<'_>, made: &Made) -> Result<(), Stop> {
        let asks = |portal: &&Portal| portal.site.publication.approval && self.target.publishes;
        let Some(portal) = made.outcome.portal.as_ref().filter(asks) else {
            return Ok(());
        };
        let open = deploy::unapproved(book.ledger(), &portal.documents);
        if open.is_empty() {
            return Ok(());
        }
        let reports = open.iter().map(|(year, agency)| format!("{year}/{agency}"));
        let message = Message::new("deploy-unapproved").arg("count", open.len());
        self.printer.error(&message.arg("reports", reports.collect::<Arg>()));
        Err(Stop::Told(Exit::Blocked))
    }

    /// Refuses to withdraw what is published because of a mistake in it, or, unless that is meant, until a day.
    fn kept(&self, book: &Book<'_>, made: &Made) -> Result<(), Stop> {
        if !self.target.publishes {
            return Ok(());
        }
        let is_published =
            |key: &&(i32, String)| book.ledger().records.get(*key).is_some_and(|record| !record.is_withdrawn);
        let refuse = |id: &'static str, reports: Vec<String>| {
            self.printer.error(&Message::new(id).arg("reports", reports.into_iter().collect::<Arg>()));
            Err(Stop::Told(Exit::Blocked))
        };
        let named = |key: &(i32, String)| format!("{}/{}", key.0, key.1);
        let wrong: Vec<String> = made.snapshot.left_out.iter().filter(is_published).map(named).collect();
        if !wrong.is_empty() {
            return refuse("deploy-kept", wrong);
        }
        let later = made.outcome.withheld.iter().filter(|(_, why)| matches!(why, Withheld::Until(_)));
        let later: Vec<String> = later.map(|(key, _)| key).filter(is_published).map(named).collect();
        if later.is_empty() || self.matches.get_flag("keep-going") {
            return Ok(());
        }
        refuse("deploy-kept--embargo", later)
    }

    /// The ledger of the site, going on from what the target shows.
    fn book(&self, snapshot: &Snapshot, state: &State) -> Result<Book<'_>, Stop> {
        let text = ledger_of(snapshot);
        let book = Book::open(&self.site.root, &text, &disk::allow).and_then(|mut book| {
            book.settle(self.name, state)?;
            Ok(book)
        });
        book.map_err(|error| {
            self.printer.error(&error.message(self.name));
            Stop::Told(Exit::Failed)
        })
    }

    /// What is entered in the ledger, if this is to be published; says so where the clock is behind.
    fn enter(&self, book: &Book<'_>, made: &Made) -> Entered {
        let Some(portal) = made.outcome.portal.as_ref().filter(|_| self.target.publishes) else {
            return Entered::default();
        };
        let now = self.site.moment();
        if let Some(last) = book.ledger().last.filter(|last| *last > now) {
            let message = Message::new("deploy-clock").arg("now", now.to_string());
            self.printer.note(&message.arg("last", last.to_string()));
        }
        book.enter(portal, now, self.name)
    }

    /// Says what will be entered.
    fn tell_entered(&self, entered: &Entered) {
        if entered.lines() == 0 {
            return;
        }
        let message = Message::new("deploy-entered").arg("published", entered.published);
        self.printer.note(&message.arg("changed", entered.changed).arg("withdrawn", entered.withdrawn.len()));
        if !entered.withdrawn.is_empty() {
            let reports = entered.withdrawn.iter().cloned().collect::<Arg>();
            self.printer.note(&Message::new("deploy-withdrawn").arg("reports", reports));
        }
    }

    /// Writes the ledger: the portal is public.
    fn close(&self, book: &mut Book<'_>, lines: &str) -> Result<(), Stop> {
        book.close(lines).map_err(|error| {
            let cause = error.message(self.name);
            self.printer.error(&Message::new("deploy-ledger-unwritten").arg("cause", cause));
            Stop::Told(Exit::Failed)
        })
    }

    fn open(&self) -> Result<Box<dyn Place + '_>, DeployError> {
        let access = if self.matches.get_flag("dry-run") {
            Access::Look
        } else if self.matches.get_flag("break-lock") {
            Access::Break
        } else {
            Access::Change
        };
        deploy::open(self.target, &self.site.sender, access, &disk::allow)
    }

    /// Refuses to write over what was done by hand, or says that it will be.
    fn by_hand(&self, state: &State) -> Result<(), DeployError> {
        let Err(error) = state.check() else { return Ok(()) };
        if !self.matches.get_flag("overwrite") {
            return Err(error);
        }
        let message = error.message();
        self.printer.note(&Message::new("deploy-overwritten").arg("what", message));
        Ok(())
    }

    /// Says what will change, path by path where nothing will be done, and asks a person who is there.
    fn consent(&self, changes: &[Change], message: Message) -> Result<(), Stop> {
        let count = |sign| changes.iter().filter(|change| change.sign() == sign).count();
        let message = message.arg("added", count('+')).arg("changed", count('~')).arg("removed", count('-'));
        if self.matches.get_flag("dry-run") {
            self.printer.out(&changes.iter().map(line).collect::<String>());
            self.printer.note(&message);
            self.printer.note(&Message::new("deploy-dry"));
            return Err(Stop::Told(Exit::Done));
        }
        self.printer.note(&message);
        let is_there = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        if is_there && !self.matches.get_flag("yes") && !self.printer.asks(&Message::new("deploy-ask")) {
            self.printer.note(&Message::new("deploy-declined"));
            return Err(Stop::Told(Exit::Failed));
        }
        Ok(())
    }

    fn message(&self, id: &'static str) -> Message {
        Message::new(id).arg("target", self.name)
    }

    fn done(&self, id: &'static str) -> Message {
        self.message(id).arg("seconds", format!("{:.1}", self.start.elapsed().as_secs_f32()))
    }
}

/// A change as a dry run prints it. The name of a file that somebody else put there must not steer the terminal.
fn line(change: &Change) -> String {
    let path: String = change.path().chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    format!("{} {path}\n", change.sign())
}

/// The text of the ledger in a snapshot.
fn ledger_of(snapshot: &Snapshot) -> String {
    match snapshot.files.get(LEDGER) {
        Some(Entry::Text { bytes, .. }) => text::decode(bytes).unwrap_or_default(),
        _ => String::new(),
    }
}

/// The report whose page a change brings, as `2024/haicheng`.
fn report_that_comes(change: &Change) -> Option<String> {
    let Change::Added(path) = change else { return None };
    let (year, slug) = path.strip_suffix("/index.html")?.split_once('/')?;
    (year.len() == 4 && year.parse::<i32>().is_ok() && !slug.contains('/')).then(|| format!("{year}/{slug}"))
}
