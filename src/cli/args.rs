//! The arguments. Their words come from the catalogues: every command and argument has an entry `cli-<command>` or
//! `cli-<command>-<argument>`, which a test asserts.

use std::ffi::OsString;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use jiff::civil::Date;

use super::print::{Colour, Printer};
use super::{Exit, export};
use crate::language::{Language, Message};
use crate::webserver::Server;

/// The command line in a language.
pub(super) fn command(language: Language) -> Command {
    let root = Command::new("gongkai")
        .version(env!("CARGO_PKG_VERSION"))
        .arg(path("root").global(true).value_name("DIR"))
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_parser(PossibleValuesParser::new(["zh-CN", "en"])),
        )
        .arg(choice("color", &["auto", "always", "never"]).global(true))
        .subcommand(
            Command::new("build")
                .arg(path("out").value_name("DIR").default_value("public"))
                .arg(Arg::new("base-url").long("base-url").value_name("URL"))
                .arg(flag("drafts"))
                .arg(flag("strict"))
                .arg(flag("keep-going"))
                .arg(now()),
        )
        .subcommand(
            Command::new("check")
                .arg(Arg::new("paths").value_name("PATH").num_args(0..).value_parser(value_parser!(PathBuf)))
                .arg(choice("format", &["text", "json", "sarif", "github"]))
                .arg(flag("all"))
                .arg(only_year())
                .arg(
                    Arg::new("slip")
                        .long("slip")
                        .value_name("AGENCY")
                        .conflicts_with_all(["paths", "all", "format"]),
                )
                .arg(path("out").value_name("DIR").requires("slip"))
                .arg(flag("fix").conflicts_with_all(["all", "slip", "format"]))
                .arg(flag("write").requires("fix"))
                .arg(flag("strict"))
                .arg(now()),
        )
        .subcommand(
            Command::new("status").arg(only_year()).arg(choice("format", &["text", "json"])).arg(now()),
        )
        .subcommand(
            Command::new("explain").arg(Arg::new("rule")).arg(flag("markdown").conflicts_with("rule")),
        )
        .subcommand(
            Command::new("export")
                .arg(only_year())
                .arg(Arg::new("agency").long("agency").value_name("AGENCY"))
                .arg(choice("format", export::FORMATS))
                .arg(path("out").value_name("PATH")),
        )
        .subcommand(
            Command::new("new")
                .subcommand(Command::new("site").arg(word("dir").value_parser(value_parser!(PathBuf))))
                .subcommand(Command::new("report").arg(year()).arg(word("agency")))
                .subcommand(Command::new("agency").arg(word("slug")).arg(Arg::new("name")))
                .subcommand(Command::new("page").arg(word("slug")))
                .subcommand_required(true),
        )
        .subcommand(
            Command::new("forms")
                .subcommand(Command::new("list"))
                .subcommand(Command::new("show").arg(word("id")))
                .subcommand_required(true),
        )
        .subcommand(
            Command::new("serve")
                .arg(
                    Arg::new("addr")
                        .long("addr")
                        .value_name("ADDRESS:PORT")
                        .value_parser(address)
                        .default_value("127.0.0.1:8080"),
                )
                .arg(flag("drafts"))
                .arg(flag("open"))
                .arg(flag("poll"))
                .arg(now()),
        )
        .subcommands(publishing())
        .subcommand(
            Command::new("completions").arg(word("shell").value_parser(value_parser!(clap_complete::Shell))),
        )
        .subcommand_required(true);
    localised(root, "cli", language)
}

/// The commands that bring a portal to the public and look at what is there.
fn publishing() -> [Command; 2] {
    [
        Command::new("deploy")
            .arg(Arg::new("target").value_name("TARGET"))
            .arg(flag("dry-run").conflicts_with("print"))
            .arg(flag("yes"))
            .arg(flag("rollback"))
            .arg(
                Arg::new("allow-delete")
                    .long("allow-delete")
                    .value_name("N")
                    .value_parser(value_parser!(u32)),
            )
            .arg(flag("overwrite"))
            .arg(flag("break-lock"))
            .arg(flag("keep-going").conflicts_with("rollback"))
            .arg(path("sign").value_name("KEYFILE").conflicts_with("rollback"))
            .arg(
                Arg::new("print")
                    .long("print")
                    .value_name("SERVER")
                    .value_parser(PossibleValuesParser::new(Server::ALL.map(|(name, _)| name))),
            )
            .arg(now()),
        Command::new("verify")
            .arg(Arg::new("place").value_name("DIR|FILE|URL|TARGET"))
            .arg(path("manifest").value_name("FILE"))
            .arg(Arg::new("key").long("key").value_name("KEY|FILE"))
            .arg(choice("format", &["text", "json"])),
    ]
}

/// An option that takes a path.
fn path(name: &'static str) -> Arg {
    Arg::new(name).long(name).value_parser(value_parser!(PathBuf))
}

/// An option that takes one of some words; the first where it is not given.
fn choice(name: &'static str, words: &'static [&'static str]) -> Arg {
    Arg::new(name).long(name).value_parser(PossibleValuesParser::new(words)).default_value(words[0])
}

/// An option that takes nothing.
fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

/// An argument that must be there.
fn word(name: &'static str) -> Arg {
    Arg::new(name).required(true)
}

/// The year of a report.
fn year() -> Arg {
    word("year").value_parser(value_parser!(i32).range(1949..=9999))
}

/// The year that alone is looked at.
fn only_year() -> Arg {
    Arg::new("year").long("year").value_name("YEAR").value_parser(value_parser!(i32).range(1949..=9999))
}

/// The day in the place of today.
fn now() -> Arg {
    Arg::new("now").long("now").value_name("DATE").value_parser(day)
}

/// The same command with its words filled in, and with its subcommands'.
fn localised(mut command: Command, id: &str, language: Language) -> Command {
    let say = |id: String| language.say(&Message::new(id));
    let arguments: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for argument in arguments {
        let help = say(format!("{id}-{argument}"));
        command = command.mut_arg(&argument, |arg| {
            // Our own words name the values and the default, in the reader's language.
            let takes_value = arg.get_action().takes_values();
            let arg = arg.help(help);
            if takes_value { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
        });
    }
    let subcommands: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in subcommands {
        let below = format!("{id}-{name}");
        command = command.mut_subcommand(&name, |sub| localised(sub, &below, language));
    }
    command = command
        .about(say(id.to_owned()))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .subcommand_help_heading(say("cli-heading-commands".to_owned()))
        .arg(
            Arg::new("help").short('h').long("help").action(ArgAction::Help).help(say("cli-help".to_owned())),
        );
    if id == "cli" {
        command = command.disable_version_flag(true).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(say("cli-version".to_owned())),
        );
    }
    let heading = say("cli-heading-arguments".to_owned());
    let options = say("cli-heading-options".to_owned());
    let usage = say("cli-heading-usage".to_owned());
    let ids: Vec<(String, bool)> =
        command.get_arguments().map(|arg| (arg.get_id().to_string(), arg.is_positional())).collect();
    for (argument, positional) in ids {
        let heading = if positional { heading.clone() } else { options.clone() };
        command = command.mut_arg(&argument, |arg| arg.help_heading(heading));
    }
    command.help_template(format!("{{about}}\n\n{usage} {{usage}}\n\n{{all-args}}\n"))
}

/// Where to listen: `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`, or an address or a port alone.
fn address(text: &str) -> Result<SocketAddr, String> {
    const PORT: u16 = 8080;
    let port = text.strip_prefix("localhost:").or_else(|| text.strip_prefix(':')).unwrap_or(text);
    let here = || Some(SocketAddr::from(([127, 0, 0, 1], port.parse().ok()?)));
    let alone = || text.parse::<IpAddr>().ok().map(|address| SocketAddr::new(address, PORT));
    text.parse().ok().or_else(here).or_else(alone).ok_or_else(String::new)
}

/// A day as `2023-01-31`.
fn day(text: &str) -> Result<Date, String> {
    // jiff also reads week dates and times; there should be one way of writing a date.
    text.parse().ok().filter(|date: &Date| date.to_string() == text).ok_or_else(String::new)
}

/// The language that `--lang` asks for, found before the arguments are parsed: their errors are told in it.
pub(super) fn language(args: &[OsString]) -> Option<Language> {
    let mut args = args.iter().filter_map(|arg| arg.to_str());
    while let Some(arg) = args.next() {
        let value = if arg == "--lang" { args.next() } else { arg.strip_prefix("--lang=") };
        if let Some(value) = value {
            return Language::of_locale(value);
        }
    }
    None
}

/// What `--color` asks for.
pub(super) fn colour(matches: &ArgMatches) -> Colour {
    match matches.get_one::<String>("color").map(String::as_str) {
        Some("always") => Colour::Always,
        Some("never") => Colour::Never,
        _ => Colour::Auto,
    }
}

/// Shows help or version, or says in the user's language what is wrong with the arguments.
pub(super) fn explain(error: &clap::Error, language: Language) -> Exit {
    let printer = Printer::new(language, Colour::Auto);
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        printer.out(&error.render().to_string());
        return Exit::Done;
    }
    let of = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let choices = of(ContextKind::ValidValue);
            let argument = of(ContextKind::InvalidArg);
            let id = match choices.as_str() {
                _ if argument.starts_with("--addr") => "usage-address",
                "" => "usage-value--range",
                _ => "usage-value",
            };
            Message::new(id)
                .arg("value", of(ContextKind::InvalidValue))
                .arg("argument", of(ContextKind::InvalidArg))
                .arg("choices", choices)
        }
        ErrorKind::ArgumentConflict => Message::new("usage-conflict")
            .arg("argument", of(ContextKind::InvalidArg))
            .arg("other", of(ContextKind::PriorArg)),
        ErrorKind::UnknownArgument => {
            Message::new("usage-unknown").arg("argument", of(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidSubcommand => {
            Message::new("usage-command").arg("command", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => {
            Message::new("usage-missing").arg("argument", of(ContextKind::InvalidArg))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Message::new("usage-no-command")
        }
        _ => Message::new("usage-other").arg("detail", error.to_string().lines().next().unwrap_or_default()),
    };
    printer.error(&message);
    Exit::Failed
}
