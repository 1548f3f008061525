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
    let today = jiff::tz::Offset::constant(8).to_datetime(jiff::Timestamp::now()).date();
    let home = std::env::home_dir();
    let world = World { args: std::env::args_os().collect(), locale, home, today };
    ExitCode::from(run(&world).code())
}
