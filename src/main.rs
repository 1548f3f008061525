//! The program `gongkai`: a thin shell around the library.

use std::process::ExitCode;

use gongkai::cli::{World, run};
use gongkai::language::Language;
use gongkai::theme::STACK;

fn main() -> ExitCode {
    rayon::ThreadPoolBuilder::new()
        .stack_size(STACK)
        .build_global()
        .expect("nothing has run on the pool yet");
    // The order of POSIX: the first that is set decides, even if it names a language we do not speak.
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|value| Language::of_locale(&value));
    // Offices that report live by the clock of Beijing, which knows no summer time.
    let now = jiff::Timestamp::now();
    let today = jiff::tz::Offset::constant(8).to_datetime(now).date();
    let home = std::env::home_dir();
    let world = World { args: std::env::args_os().collect(), locale, home, today, now, who: who() };
    ExitCode::from(run(&world).code())
}

/// The person and the machine, as far as the system tells.
fn who() -> String {
    let user = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    format!("{}@{}", user.unwrap_or_else(|| "?".to_owned()), host())
}

#[cfg(unix)]
fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_else(|_| "?".to_owned())
}
