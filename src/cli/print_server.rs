//! `gongkai deploy --print`: the configuration of a web server for a target, on standard output.

use std::path::absolute;

use super::print::Printer;
use super::{Exit, Site};
use crate::build::Assembler;
use crate::language::{Arg, Message};
use crate::portal::{self, Place, Target};
use crate::webserver::{Facts, Server, Unfit, configuration};

/// Prints the configuration of a server by its name on the command line. Without a target it is for the only one there is, or for a folder
/// that is to be filled in.
pub(super) fn run(site: &Site, server: &str, target: Option<&str>, printer: &Printer) -> Exit {
    let Some((_, server)) = Server::ALL.into_iter().find(|(name, _)| *name == server) else {
        return Exit::Failed;
    };
    let assembly = Assembler::default().assemble(&site.snapshot);
    let Some(assembled) = assembly.site else {
        printer.findings(&assembly.findings, &assembly.sources);
        return Exit::Failed;
    };
    let portal = assembled.portal;
    let facts = wanted(&portal.site, target).and_then(|target| {
        let folder = target.and_then(|target| folder(site, target));
        let url = target.map(|target| &target.url).filter(|url| !url.url().is_empty());
        let address = url.unwrap_or(&portal.site.base_url);
        Facts::new(&portal.site, &portal.register, address, folder.as_deref()).map_err(unfit)
    });
    match facts {
        Ok(facts) => {
            printer.out(&configuration(server, &facts, printer.language));
            Exit::Done
        }
        Err(message) => {
            printer.error(&message);
            Exit::Failed
        }
    }
}

/// The target that is meant; none where site.toml has none.
fn wanted<'a>(site: &'a portal::Site, name: Option<&str>) -> Result<Option<&'a Target>, Message> {
    let names = || site.targets.keys().cloned().collect::<Arg>();
    match name {
        Some(name) => match site.targets.get(name) {
            Some(target) => Ok(Some(target)),
            None if site.targets.is_empty() => Err(Message::new("webserver-no-target").arg("name", name)),
            None => Err(Message::new("webserver-target").arg("name", name).arg("names", names())),
        },
        None if site.targets.len() > 1 => Err(Message::new("webserver-which").arg("names", names())),
        None => Ok(site.targets.values().next()),
    }
}

/// The folder on the web server that holds the release that is shown; none where an archive is unpacked by hand.
fn folder(site: &Site, target: &Target) -> Option<String> {
    match &target.place {
        Place::Dir { path, .. } => {
            let path = site.root.join(path);
            let path = absolute(&path).unwrap_or(path).join("current");
            Some(path.display().to_string())
        }
        Place::Ssh { path, .. } => Some(format!("{}/current", path.trim_end_matches('/'))),
        Place::Archive { .. } => None,
    }
}

fn unfit(unfit: Unfit) -> Message {
    match unfit {
        Unfit::Address(address) => Message::new("webserver-address").arg("address", address),
        Unfit::Folder(folder) => Message::new("webserver-folder").arg("folder", folder),
    }
}
