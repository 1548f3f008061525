//! The command line: arguments, printing, exit codes. The only module that prints.

mod args;
mod build;
mod check;
mod deploy;
mod explain;
mod export;
mod fix;
mod forms;
mod make;
mod new;
mod print;
mod print_server;
mod serve;
mod slip;
mod status;
mod verify;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::build::Snapshot;
use crate::deploy::Sender;
use crate::disk;
use crate::language::{Language, Message};
use print::Printer;

/// What the program needs to know of the world around it.
pub struct World {
    /// The arguments, the program's name first.
    pub args: Vec<OsString>,
    /// The language of the locale, if it is one of ours.
    pub locale: Option<Language>,
    /// The user's home directory.
    pub home: Option<PathBuf>,
    /// The day, as in China.
    pub today: Date,
    /// The moment.
    pub now: Timestamp,
    /// The person and the machine, as `user@host`: for those who find something locked.
    pub who: String,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done; warnings are allowed.
    Done,
    /// Findings block.
    Blocked,
    /// The command could not run.
    Failed,
}

impl Exit {
    /// The exit code: 0, 1 or 2.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Blocked => 1,
            Self::Failed => 2,
        }
    }
}

/// Runs one command.
pub fn run(world: &World) -> Exit {
    let asked = args::language(&world.args);
    let language = asked.or(world.locale).unwrap_or_default();
    let matches = match args::command(language).try_get_matches_from(&world.args) {
        Ok(matches) => matches,
        Err(error) => return args::explain(&error, language),
    };
    let mut printer = Printer::new(language, args::colour(&matches));
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_else(|| PathBuf::from("."));
    let fixed = asked.or(world.locale).is_some();
    let sender =
        Sender { site: root.clone(), home: world.home.clone(), who: world.who.clone(), now: world.now };
    let context = |printer: &mut Printer| -> Option<Site> {
        let snapshot = match disk::read(&root) {
            // Those who work on reports see all of them.
            Ok(snapshot) => Snapshot { today: Some(world.today), drafts: true, ..snapshot },
            Err(error) => {
                let path = root.display().to_string();
                printer.error(
                    &Message::new("root-unreadable").arg("path", path).arg("cause", error.to_string()),
                );
                return None;
            }
        };
        if !fixed && let Some(language) = site_language(&snapshot) {
            printer.language = language;
        }
        Some(Site { root: root.clone(), snapshot, home: world.home.clone(), sender: sender.clone() })
    };
    match matches.subcommand() {
        Some(("build", of)) => with(context(&mut printer), |site| build::run(&site.on(of), of, &printer)),
        Some(("check", of)) => with(context(&mut printer), |site| check::run(&site.on(of), of, &printer)),
        Some(("deploy", of)) => with(context(&mut printer), |site| deploy::run(&site.on(of), of, &printer)),
        // Rules can be looked up anywhere; a site only adds its own forms and levels.
        Some(("explain", of)) if !root.join("site.toml").is_file() => explain::run(None, of, &printer),
        Some(("explain", of)) => {
            with(context(&mut printer), |site| explain::run(Some(&site.snapshot), of, &printer))
        }
        Some(("export", of)) => with(context(&mut printer), |site| export::run(&site, of, &printer)),
        // It reads the site itself, again and again, and also starts where nothing can be read yet.
        Some(("serve", of)) => {
            let settings = std::fs::read(root.join("site.toml")).ok();
            if !fixed && let Some(language) = settings.and_then(|bytes| asked_by(&bytes)) {
                printer.language = language;
            }
            serve::run((&root, world.today, fixed.then_some(language)), of, printer)
        }
        Some(("status", of)) => with(context(&mut printer), |site| status::run(&site.on(of), of, &printer)),
        Some(("new", of)) => new::run(&root, of, &mut printer, context),
        Some(("forms", of)) => with(context(&mut printer), |site| forms::run(&site, of, &printer)),
        // Whoever verifies a portal need not have the site that it was made of.
        Some(("verify", of)) => {
            let settings = std::fs::read(root.join("site.toml")).ok();
            if !fixed && let Some(language) = settings.as_deref().and_then(asked_by) {
                printer.language = language;
            }
            verify::run((&sender, settings.as_deref()), of, &printer)
        }
        Some(("completions", of)) => completions(of, &printer),
        _ => Exit::Failed,
    }
}

/// A site that a command works on.
struct Site {
    root: PathBuf,
    snapshot: Snapshot,
    home: Option<PathBuf>,
    sender: Sender,
}

impl Site {
    /// The moment of the run by the clock of China. What is entered in the ledger has it, whatever day `--now` gives.
    fn moment(&self) -> DateTime {
        let now = jiff::tz::Offset::constant(8).to_datetime(self.sender.now);
        // Fractions of a second say nothing, and make lines longer.
        now.with().subsec_nanosecond(0).build().unwrap_or(now)
    }

    /// The same on the day that `--now` gives.
    fn on(mut self, matches: &ArgMatches) -> Self {
        if let Some(now) = matches.get_one::<Date>("now") {
            self.snapshot.today = Some(*now);
        }
        self
    }
}

fn with(site: Option<Site>, command: impl FnOnce(Site) -> Exit) -> Exit {
    site.map_or(Exit::Failed, command)
}

/// The language that site.toml asks for, if it can be read.
fn site_language(snapshot: &Snapshot) -> Option<Language> {
    Some(settings(snapshot)?.language)
}

/// The settings of a site, if they can be read.
fn settings(snapshot: &Snapshot) -> Option<crate::portal::Site> {
    match snapshot.files.get("site.toml")? {
        crate::build::Entry::Text { bytes, .. } => settings_of(bytes),
        _ => None,
    }
}

/// The language that a site.toml asks for, if it can be read.
fn asked_by(settings: &[u8]) -> Option<Language> {
    Some(settings_of(settings)?.language)
}

/// What a site.toml says, if it can be read.
fn settings_of(settings: &[u8]) -> Option<crate::portal::Site> {
    let text = crate::text::decode(settings).ok()?;
    crate::portal::Site::read(&crate::text::Source::new("site.toml", text)).ok()
}

fn completions(matches: &ArgMatches, printer: &Printer) -> Exit {
    let Some(shell) = matches.get_one::<clap_complete::Shell>("shell") else { return Exit::Failed };
    let mut bytes = Vec::new();
    clap_complete::generate(*shell, &mut args::command(printer.language), "gongkai", &mut bytes);
    printer.out(&String::from_utf8_lossy(&bytes));
    Exit::Done
}
