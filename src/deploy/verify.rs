//! Whether a portal is what it was when it was published: in a folder, in an archive or on a web server.
//!
//! In: where it is, and what it is held against. Out: what is missing, changed and extra. Nothing is written or extracted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::expected::LARGEST;
use super::{
    Access, Audit, CURRENT, DeployError, Expected, Id, Limits, PublicKey, RELEASES, SHOWN, Sender, Server,
    Signed, Trouble, archive, check, fetch, open, trouble,
};
use crate::disk::{self, MANIFEST, Present, Record, SIGNATURE, present, small};
use crate::language::Message;
use crate::portal::{Base, Target};

/// The largest signature that is read, in bytes; what says which release is shown is shorter.
const LONGEST: u64 = 16 * 1024;

/// Where a portal is.
#[derive(Clone, Debug)]
pub enum Published {
    /// In a folder; in that of a target it is the release that is shown.
    Folder(PathBuf),
    /// In an archive.
    Archive(PathBuf),
    /// What a target of a site shows, as the program that sends it there sees it.
    Target(Box<Sent>),
    /// On a web server.
    Server(Base),
}

/// A target, and who looks at it.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub target: Target,
    /// Who looks.
    pub sender: Sender,
}

/// Whether the portal must be signed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Demand {
    /// A signature is not looked at.
    #[default]
    None,
    /// If there is a signature, it must be by this key.
    IfThere(PublicKey),
    /// There must be a signature by this key.
    Always(PublicKey),
}

/// What is asked.
pub struct Question {
    /// Where the portal is.
    pub place: Published,
    /// A manifest that was kept elsewhere, to be held against instead of the one that is there.
    pub manifest: Option<PathBuf>,
    /// Whether it must be signed.
    pub demand: Demand,
    /// How patient to be with a server.
    pub limits: Limits,
}

/// What was found.
#[derive(Debug)]
pub struct Verdict {
    /// What the portal was held against.
    pub expected: Expected,
    /// What is missing, changed and extra.
    pub audit: Audit,
    /// Files that could not be read or fetched, with why.
    pub unread: BTreeMap<String, Message>,
    /// How many of the files that the manifest names were compared.
    pub checked: usize,
    /// What the signature proves; nothing where it was not looked at.
    pub signed: Option<Signed>,
}

impl Verdict {
    /// Holds what is in a place, with the bytes of the signature there, against what should be.
    pub fn of(expected: Expected, present: Present, signature: Option<&[u8]>, demand: &Demand) -> Self {
        let mut audit = expected.judge(&present);
        let mut unread = present.unread;
        let signed = match (demand, signature) {
            (Demand::None, _) | (Demand::IfThere(_), None) => None,
            // One that could not be read is told as such.
            (Demand::Always(_), None) if unread.contains_key(SIGNATURE) => None,
            (Demand::Always(_), None) => Some(Signed::Missing),
            (Demand::IfThere(key) | Demand::Always(key), Some(text)) => {
                Some(check(&expected.bytes, &String::from_utf8_lossy(text), key))
            }
        };
        let list = match signed {
            None | Some(Signed::Valid) => None,
            Some(Signed::Missing) => Some(&mut audit.missing),
            Some(Signed::OtherKey | Signed::OtherBytes | Signed::Garbled) => Some(&mut audit.changed),
        };
        if let Some(list) = list {
            list.push(SIGNATURE.to_owned());
            list.sort();
        }
        unread.retain(|path, _| audit.extra.binary_search(path).is_err());
        let checked = expected.named().filter(|(path, _)| !unread.contains_key(*path)).count();
        Self { expected, audit, unread, checked, signed }
    }

    /// Whether everything is as it should be and could be read.
    pub fn is_clean(&self) -> bool {
        self.audit.is_clean() && self.unread.is_empty()
    }
}

/// What is in a place, before anything is compared.
struct Read {
    expected: Expected,
    present: Present,
    signature: Option<Vec<u8>>,
}

/// Answers. `progress` is told how many files are done and how many there are, where that takes its time.
pub fn verify(question: &Question, progress: &(dyn Fn(usize, usize) + Sync)) -> Result<Verdict, Trouble> {
    let kept = question.manifest.as_deref().map(kept).transpose()?;
    let read = match &question.place {
        Published::Folder(dir) => {
            let dir = shown(dir);
            folder(&dir, kept, release(&dir))?
        }
        Published::Archive(path) => archived(path, kept)?,
        Published::Target(sent) => sent.read(kept)?,
        Published::Server(base) => served(base, question, kept, progress)?,
    };
    Ok(Verdict::of(read.expected, read.present, read.signature.as_deref(), &question.demand))
}

/// A manifest that was kept elsewhere.
fn kept(path: &Path) -> Result<Expected, Trouble> {
    let place = path.display().to_string();
    // Here a link is as good as a file.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    match small(&path, LARGEST).map_err(|error| Trouble::unreadable(&place, &error))? {
        Some(bytes) => Expected::read(bytes, &place),
        None => Err(Trouble::Nothing { place }),
    }
}

/// The folder that is shown: of a target, that of the release, which stays the same where another one is switched to
/// meanwhile.
fn shown(dir: &Path) -> PathBuf {
    let current = dir.join(CURRENT);
    let is_target = current.is_dir() && (dir.join(RELEASES).is_dir() || !dir.join(MANIFEST).exists());
    if !is_target {
        return dir.to_owned();
    }
    // A folder that is brought up to date stays below its target, which says what it shows.
    if current.is_symlink() { current.canonicalize().unwrap_or(current) } else { current }
}

/// The release that a folder holds: the one that it is named after, or the one that its target says it shows.
fn release(dir: &Path) -> Option<Id> {
    let dir = dir.canonicalize().ok()?;
    let name = dir.file_name()?.to_str()?;
    let target = dir.parent().filter(|target| name == CURRENT && target.join(RELEASES).is_dir());
    match target {
        Some(target) => {
            let text = small(&target.join(SHOWN), LONGEST).ok()??;
            Id::parse(std::str::from_utf8(&text).ok()?.lines().next()?)
        }
        None => Id::parse(name),
    }
}

fn folder(dir: &Path, kept: Option<Expected>, release: Option<Id>) -> Result<Read, Trouble> {
    let place = dir.display().to_string();
    let unreadable = |error: std::io::Error| Trouble::unreadable(&place, &error);
    if !dir.is_dir() {
        return Err(Trouble::Nothing { place });
    }
    let expected = match kept {
        Some(expected) => expected,
        None => match small(&dir.join(MANIFEST), LARGEST).map_err(unreadable)? {
            Some(bytes) => Expected { release, ..Expected::read(bytes, &place)? },
            None => return Err(Trouble::Unlisted { place }),
        },
    };
    let signature = match small(&dir.join(SIGNATURE), LONGEST) {
        // Whatever it is, no signature.
        Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Some(Vec::new()),
        read => read.map_err(unreadable)?,
    };
    Ok(Read { expected, present: present(dir).map_err(unreadable)?, signature })
}

fn archived(path: &Path, kept: Option<Expected>) -> Result<Read, Trouble> {
    let place = path.display().to_string();
    let held = archive::read(path)?;
    let expected = match (kept, held.manifest) {
        (Some(expected), _) => expected,
        (None, Some(bytes)) => Expected::read(bytes, &place)?,
        (None, None) => return Err(Trouble::Unlisted { place }),
    };
    Ok(Read { expected, present: held.present, signature: held.signature })
}

impl Sent {
    fn read(&self, kept: Option<Expected>) -> Result<Read, Trouble> {
        let place = || self.name.clone();
        let failed = |error: DeployError| {
            // Nothing was to be shown here: that the old portal still is goes without saying.
            let said = |cause: &str| Message::new("verify-cause").arg("cause", trouble::shown(cause));
            match &error {
                DeployError::Unreachable { host, cause } => {
                    Trouble::Unreachable { host: host.clone(), why: said(cause) }
                }
                DeployError::Remote { cause, .. } => Trouble::Unreadable { place: place(), why: said(cause) },
                other => Trouble::Unreadable { place: place(), why: other.message() },
            }
        };
        let there = open(&self.target, &self.sender, Access::Look, &disk::allow).map_err(failed)?;
        let state = there.state().map_err(failed)?;
        let shown = state.shown.as_ref().ok_or_else(|| Trouble::Nothing { place: place() })?;
        let text = |name| there.read(&shown.id, name).map_err(failed);
        let expected = match (kept, text(MANIFEST)?) {
            (Some(expected), _) => expected,
            (None, Some(text)) => {
                let release = Some(shown.id.clone());
                Expected { release, ..Expected::read(text.into_bytes(), &self.name)? }
            }
            (None, None) => return Err(Trouble::Unlisted { place: place() }),
        };
        let mut present = Present::default();
        for (path, record) in &shown.present {
            // What is no file has no digest.
            if record.sha256.is_empty() {
                present.odd.insert(path.clone());
            } else {
                present.files.insert(path.clone(), record.clone());
            }
        }
        // A server is asked for digests alone.
        for (path, record) in expected.named() {
            if let Some(there) = present.files.get_mut(path).filter(|there| there.sha256 == record.sha256) {
                there.size = record.size;
            }
        }
        let own = Record::of(&*expected.bytes).ok();
        if let (Some(own), Some(there)) = (own, present.files.get_mut(MANIFEST))
            && own.sha256 == there.sha256
        {
            there.size = own.size;
        }
        Ok(Read { expected, present, signature: text(SIGNATURE)?.map(String::into_bytes) })
    }
}

fn served(
    base: &Base,
    question: &Question,
    kept: Option<Expected>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Read, Trouble> {
    let place = || base.url().to_owned();
    let unreadable = |why| Trouble::Unreadable { place: place(), why };
    let server = Server::new(base, question.limits.clone());
    let there = server.small(MANIFEST, LARGEST).map_err(unreadable)?;
    let expected = match (kept, &there) {
        (Some(expected), _) => expected,
        (None, Some(bytes)) => Expected::read(bytes.clone(), &place())?,
        (None, None) => return Err(Trouble::Unlisted { place: place() }),
    };
    let mut own = BTreeMap::new();
    if let Some(bytes) = &there {
        own.insert(MANIFEST, &**bytes);
    }
    let mut unread = BTreeMap::new();
    let signature = match question.demand {
        Demand::None => None,
        Demand::IfThere(_) | Demand::Always(_) => server.small(SIGNATURE, LONGEST).unwrap_or_else(|why| {
            unread.insert(SIGNATURE.to_owned(), why);
            None
        }),
    };
    let all = expected.named().count();
    let present = server.present(expected.named(), &|done| progress(done, all));
    let mut present = fetch::with(present, own);
    present.unread.append(&mut unread);
    Ok(Read { expected, present, signature })
}
