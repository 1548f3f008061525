//! A deploy that ends at any single step: readers have the old release or the new one, and the next deploy mends it.

use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicUsize, Ordering};

use gongkai::disk::Step;
use gongkai::portal::Layout;

use super::{Leave, Office, unsynced, version, with_styles};

const ANY: Leave = Leave { overwrite: false, vanish: Some(1000) };

/// What happens at the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// Nothing is done any more, as if the process had been killed.
    Stop,
    /// This one fails, for want of room; what follows is done.
    Full,
    /// This one and all that follow are refused, as on a disk that went read-only.
    ReadOnly,
}

impl Fault {
    fn at(self, fault: usize, step: usize) -> io::Result<()> {
        match self {
            Self::Stop if step >= fault => Err(ErrorKind::Interrupted.into()),
            Self::Full if step == fault => Err(ErrorKind::StorageFull.into()),
            Self::ReadOnly if step >= fault => Err(ErrorKind::ReadOnlyFilesystem.into()),
            _ => Ok(()),
        }
    }
}

/// Runs on one thread, so that the steps come in the same order every time.
fn in_order<T: Send>(f: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread").install(f)
}

/// Every file is whole, and every page finds its style sheet.
fn assert_readable(office: &Office, place: &str) {
    let current = office.current();
    for (path, text) in &current {
        let of_version = |name: &str| with_styles(&version(name), &["a", "b", "z"]).get(path) == Some(text);
        assert!(of_version("a") || of_version("b"), "{place}: {path} holds {text:?}");
        if let Some(style) = text.split_once("href=").and_then(|(_, rest)| rest.split('>').next()) {
            assert!(current.contains_key(style), "{place}: {path} names {style}, which is not there");
        }
    }
    for path in ["index.html", "2022/index.html", "404.html", "2022/same.html"] {
        assert!(current.contains_key(path), "{place}: {path} is gone");
    }
}

fn at_every_step(layout: Layout, fault: Fault) {
    let [mut old, mut new] = [0, 0];
    for at in 0.. {
        let mut office = Office::new(layout);
        office.target.keep = 2.try_into().expect("not zero");
        for name in ["z", "a"] {
            office.deploy_with(&version(name), ANY, &unsynced).expect("a deploy");
        }
        let count = AtomicUsize::new(0);
        let gate = |step: &Step<'_>| {
            fault.at(at, count.fetch_add(1, Ordering::SeqCst))?;
            unsynced(step)
        };
        let ended = in_order(|| office.deploy_with(&version("b"), ANY, &gate));
        let place = format!("{layout:?}, {fault:?} at step {at}");
        if count.load(Ordering::SeqCst) <= at {
            ended.expect("nothing went wrong");
            assert!(at > 25, "{place}");
            break;
        }
        let current = office.current();
        if current == with_styles(&version("a"), &["z"]) {
            old += 1;
        } else if current == with_styles(&version("b"), &["a"]) {
            new += 1;
        } else {
            assert_eq!(layout, Layout::InPlace, "{place}");
            assert_readable(&office, &place);
        }
        let mended = office.deploy_with(&version("b"), ANY, &unsynced);
        assert!(mended.is_ok(), "{place}: {mended:?}");
        assert_eq!(office.current(), with_styles(&version("b"), &["a"]), "{place}");
        assert!(office.state().audit().is_clean(), "{place}");
        let left = office.releases().into_iter().find(|name| name.contains('.'));
        assert_eq!(left, None, "{place}");
        assert!(office.releases().len() <= 3, "{place}");
    }
    assert!(old > 10 && new > 0, "{layout:?}, {fault:?}: {old} old, {new} new");
}

#[test]
fn a_deploy_that_is_stopped_at_any_step_is_mended_by_the_next() {
    at_every_step(Layout::Link, Fault::Stop);
}

#[test]
fn in_place_a_deploy_that_is_stopped_at_any_step_is_mended_by_the_next() {
    at_every_step(Layout::InPlace, Fault::Stop);
}

#[test]
fn a_step_that_finds_no_room_is_mended_by_the_next_deploy() {
    at_every_step(Layout::Link, Fault::Full);
}

#[test]
fn in_place_a_step_that_finds_no_room_is_mended_by_the_next_deploy() {
    at_every_step(Layout::InPlace, Fault::Full);
}

#[test]
fn a_disk_that_goes_read_only_at_any_step_is_no_harm() {
    at_every_step(Layout::Link, Fault::ReadOnly);
    at_every_step(Layout::InPlace, Fault::ReadOnly);
}

#[test]
fn a_rollback_that_is_stopped_at_any_step_is_mended_by_the_next_deploy() {
    for at in 0.. {
        let office = Office::new(Layout::InPlace);
        for name in ["a", "b"] {
            office.deploy_with(&version(name), ANY, &unsynced).expect("a deploy");
        }
        let count = AtomicUsize::new(0);
        let gate = |step: &Step<'_>| {
            Fault::Stop.at(at, count.fetch_add(1, Ordering::SeqCst))?;
            unsynced(step)
        };
        let sender = office.sender();
        let ended = in_order(|| {
            let place =
                gongkai::deploy::open(&office.target, &sender, gongkai::deploy::Access::Change, &gate)?;
            let state = place.state()?;
            place.switch(state.earlier()?)
        });
        if count.load(Ordering::SeqCst) <= at {
            ended.expect("nothing went wrong");
            break;
        }
        assert_readable(&office, &format!("step {at}"));
        office.deploy_with(&version("b"), ANY, &unsynced).expect("a deploy");
        let current = office.current();
        assert_eq!(current.get("index.html"), with_styles(&version("b"), &[]).get("index.html"), "step {at}");
        assert!(office.state().audit().is_clean(), "step {at}");
    }
}
