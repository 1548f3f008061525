//! `gongkai deploy`: sends the portal to a target of site.toml and shows it there; or shows what was there before.

use std::io::IsTerminal as _;
use std::time::Instant;

use clap::ArgMatches;

use super::build::{Bounds, make};
use super::print::Printer;
use super::{Exit, Site, settings};
use crate::deploy::{self, Access, Change, DeployError, Place, Plan, State};
use crate::disk;
use crate::language::{Arg, Message};
use crate::portal::Target;

pub(super) fn run(site: &Site, matches: &ArgMatches, printer: &Printer) -> Exit {
    // A site.toml that cannot be read is told as a build tells it, with its place.
    let Some(settings) = settings(&site.snapshot) else {
        let bounds = Bounds { strict: false, keep_going: false };
        return make(site, site.snapshot.clone(), bounds, printer).err().unwrap_or(Exit::Failed);
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
        let made = make(self.site, self.site.snapshot.clone(), bounds, self.printer).map_err(Stop::Told)?;
        let place = self.open()?;
        let state = place.state()?;
        self.by_hand(&state)?;
        // The ledger, first part: from here the manifest that is shown is known (`state.manifest()`), and with it how far
        // the ledger was. With its new lines the site is made again.
        let records = disk::records(&made.files)?;
        let keep = usize::try_from(self.target.keep.get()).unwrap_or(usize::MAX);
        let plan = Plan::new(&state, &records, &made.origin(), (keep, self.site.sender.now));
        made.tell_left_out(self.printer);
        if plan.changes.is_empty() {
            if !self.matches.get_flag("dry-run") {
                place.tidy(&[])?;
            }
            self.printer.note(&self.message("deploy-nothing"));
            return Ok(());
        }
        let allowed = self.matches.get_one::<u32>("allow-delete");
        plan.check(allowed.map(|allowed| usize::try_from(*allowed).unwrap_or(usize::MAX)))?;
        self.consent(&plan.changes, self.message("deploy-plan"))?;
        place.send(&plan, &made.files)?;
        place.switch(&plan.id)?;
        // The ledger, second part: the portal is public from here on, and the ledger is written into the site.
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
        self.consent(&changes, between(self.message("deploy-plan--back")))?;
        place.switch(id)?;
        self.printer.note(&between(self.done("deploy-done--back")));
        Ok(())
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
