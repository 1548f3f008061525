//! A target that is a folder: what is there after each deploy, and what is refused.

use std::fs;
use std::io::ErrorKind;
use std::sync::atomic::{AtomicUsize, Ordering};

use gongkai::deploy::{Access, Change, DeployError, changes, open};
use gongkai::disk::{Content, Danger, Step, allow, records};
use gongkai::portal::{Layout, Place};

use super::command::Home;
use super::{Leave, Office, expected, files, texts, unsynced, version, with_styles};
use crate::command::gongkai;

const LAYOUTS: [Layout; 2] = [Layout::Link, Layout::InPlace];

/// May let vanish what it likes.
const ANY: Leave = Leave { overwrite: false, vanish: Some(1000) };

#[test]
fn a_deploy_shows_the_new_release_and_keeps_the_old_one() {
    for layout in LAYOUTS {
        let office = Office::new(layout);
        let first = office.deploy(&version("a")).expect("a deploy");
        assert_eq!(office.current(), expected(&version("a")), "{layout:?}");
        let second = office.deploy_with(&version("b"), ANY, &unsynced).expect("a deploy");
        assert_eq!(office.current(), with_styles(&version("b"), &["a"]), "{layout:?}");
        assert_eq!(office.releases(), [first.id.as_str(), second.id.as_str()]);
        assert_eq!(texts(&office.www("releases").join(first.id.as_str())), expected(&version("a")));
        assert_eq!(office.manifest().files, records(&version("b")).expect("records"));
        let state = office.state();
        assert!(state.audit().is_clean(), "{:?}", state.audit());
        assert_eq!(state.shown.map(|shown| shown.id), Some(second.id));
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_stays_is_the_same_file_in_both_releases() {
    use std::os::unix::fs::MetadataExt;
    let office = Office::new(Layout::Link);
    let [one, other] =
        ["a", "b"].map(|name| office.deploy_with(&version(name), ANY, &unsynced).expect("a deploy"));
    let inode = |id: &str, path: &str| {
        fs::metadata(office.www("releases").join(id).join(path)).expect("a file").ino()
    };
    let is_same = |path| inode(one.id.as_str(), path) == inode(other.id.as_str(), path);
    assert!(is_same("2022/same.html") && is_same("assets/style.a.css"));
    assert!(!is_same("index.html"));
    assert_eq!(
        fs::read_link(office.www("current")).expect("a link"),
        std::path::Path::new("releases").join(other.id.as_str())
    );
}

#[test]
fn where_no_file_can_have_two_names_it_is_copied() {
    for layout in LAYOUTS {
        let office = Office::new(layout);
        let gate = |step: &Step<'_>| match step {
            Step::Link(..) => Err(ErrorKind::Unsupported.into()),
            other => unsynced(other),
        };
        for name in ["a", "b"] {
            office.deploy_with(&version(name), ANY, &gate).expect("a deploy");
        }
        assert_eq!(office.current(), with_styles(&version("b"), &["a"]), "{layout:?}");
    }
}

#[test]
fn the_plan_says_path_by_path_what_changes() {
    let office = Office::new(Layout::Link);
    office.deploy(&version("a")).expect("a deploy");
    let sender = office.sender();
    let plan = office.plan(&office.state(), &version("b"), &sender);
    let expected = [
        Change::Changed("2022/index.html".to_owned()),
        Change::Removed("2022/only-a.html".to_owned()),
        Change::Added("2022/only-b.html".to_owned()),
        Change::Changed("404.html".to_owned()),
        Change::Added("assets/style.b.css".to_owned()),
        Change::Changed("data/all.csv".to_owned()),
        Change::Changed("index.html".to_owned()),
    ];
    assert_eq!(plan.changes, expected);
    assert_eq!((plan.vanishing, plan.of), (1, 8));
    assert!(office.plan(&office.state(), &version("a"), &sender).changes.is_empty());
}

#[test]
fn the_style_sheet_of_an_open_page_stays_as_long_as_its_release() {
    let office = Office::new(Layout::Link);
    for name in ["a", "b", "c", "d", "e"] {
        office.deploy_with(&version(name), ANY, &unsynced).expect("a deploy");
        // Three releases are kept.
        assert!(office.releases().len() <= 3);
    }
    assert_eq!(office.current(), with_styles(&version("e"), &["c", "d"]));
    let carried: Vec<String> = office.manifest().carried.into_keys().collect();
    assert_eq!(carried, ["assets/style.c.css", "assets/style.d.css"]);
}

#[test]
fn that_a_style_sheet_is_no_longer_kept_is_no_reason_for_a_release() {
    let office = Office::new(Layout::Link);
    for name in ["a", "b", "c"] {
        office.deploy_with(&version(name), ANY, &unsynced).expect("a deploy");
    }
    let plan = office.deploy(&version("c")).expect("nothing to do");
    assert!(plan.changes.is_empty(), "{:?}", plan.changes);
    assert_eq!(office.releases().len(), 3);
}

#[test]
fn however_few_are_kept_there_is_always_one_to_go_back_to() {
    let mut office = Office::new(Layout::Link);
    office.target.keep = 1.try_into().expect("not zero");
    for name in ["a", "b", "c"] {
        office.deploy_with(&version(name), ANY, &unsynced).expect("a deploy");
    }
    assert_eq!(office.releases().len(), 2);
    office.rollback().expect("a rollback");
    assert_eq!(office.current(), with_styles(&version("b"), &["a"]));
}

#[test]
fn a_rollback_goes_back_one_release_each_time_and_the_next_deploy_goes_on_from_there() {
    for layout in LAYOUTS {
        let office = Office::new(layout);
        let ids: Vec<String> = ["a", "b", "c"]
            .map(|name| office.deploy_with(&version(name), ANY, &unsynced).expect("a deploy").id.to_string())
            .into();
        assert_eq!(office.rollback().expect("a rollback"), ids[1]);
        assert_eq!(office.current(), with_styles(&version("b"), &["a"]), "{layout:?}");
        assert_eq!(office.rollback().expect("a rollback"), ids[0]);
        assert_eq!(office.current(), expected(&version("a")), "{layout:?}");
        assert!(matches!(office.rollback(), Err(DeployError::NoEarlier)));
        let next = office.deploy_with(&version("d"), ANY, &unsynced).expect("a deploy");
        // What was taken back is gone: the release before this one is the one that was shown before it.
        assert_eq!(office.releases(), [ids[0].as_str(), next.id.as_str()]);
        assert_eq!(office.rollback().expect("a rollback"), ids[0]);
    }
}

#[test]
fn a_release_is_later_than_those_before_it_even_when_the_clock_went_back() {
    let office = Office::new(Layout::Link);
    office.minutes.store(1000, Ordering::SeqCst);
    let first = office.deploy(&version("a")).expect("a deploy");
    office.minutes.store(0, Ordering::SeqCst);
    let second = office.deploy_with(&version("b"), ANY, &unsynced).expect("a deploy");
    assert!(second.id > first.id);
    assert_eq!(office.rollback().expect("a rollback"), first.id.to_string());
}

#[test]
fn a_folder_with_anything_else_in_it_is_not_touched() {
    for path in ["index.html", "releases/v1/index.html", "current/index.html", ".htaccess"] {
        let office = Office::new(Layout::Link);
        let path = office.www(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, "somebody else's").expect("a file");
        let before = texts(&office.www(""));
        let error = office.deploy(&version("a")).expect_err("not ours");
        assert!(matches!(error, DeployError::Foreign { .. }), "{error:?}");
        assert_eq!(texts(&office.www("")), before);
        assert_eq!(fs::read_dir(office.root.path().join("site")).expect("the site").count(), 0);
    }
}

#[test]
fn a_dangerous_folder_is_refused() {
    let cases = [
        ("site", Danger::Site),
        ("site/content", Danger::Input("content".to_owned())),
        ("", Danger::Site),
        ("home", Danger::Home),
    ];
    for (path, danger) in cases {
        let mut office = Office::new(Layout::Link);
        let path = office.root.path().join(path).display().to_string();
        office.target.place = Place::Dir { path, layout: Layout::Link };
        match office.deploy(&version("a")) {
            Err(DeployError::Danger { danger: told, .. }) => assert_eq!(told, danger),
            other => panic!("{danger:?}: {other:?}"),
        }
    }
}

#[test]
fn a_folder_that_is_not_written_in_full_is_below_the_site() {
    let mut office = Office::new(Layout::Link);
    office.target.place = Place::Dir { path: "../www".to_owned(), layout: Layout::Link };
    office.deploy(&version("a")).expect("a deploy");
    assert_eq!(office.current(), expected(&version("a")));
}

#[test]
fn what_was_changed_by_hand_is_told_and_only_written_over_with_leave() {
    for layout in LAYOUTS {
        let office = Office::new(layout);
        office.deploy(&version("a")).expect("a deploy");
        fs::write(office.www("current/index.html"), "defaced").expect("a file");
        fs::write(office.www("current/shell.php"), "<?php").expect("a file");
        fs::remove_file(office.www("current/404.html")).expect("a file");
        #[cfg(unix)]
        std::os::unix::fs::symlink("/etc", office.www("current/2022/etc")).expect("a link");
        let before = office.current();
        let audit = match office.deploy(&version("b")) {
            Err(DeployError::ByHand { audit }) => audit,
            other => panic!("{other:?}"),
        };
        assert_eq!(audit.changed, ["index.html"], "{layout:?}");
        assert_eq!(audit.missing, ["404.html"]);
        let extra = if cfg!(unix) { vec!["2022/etc", "shell.php"] } else { vec!["shell.php"] };
        assert_eq!(audit.extra, extra);
        assert_eq!(office.current(), before);
        let leave = Leave { overwrite: true, ..ANY };
        let plan = office.deploy_with(&version("a"), leave, &unsynced).expect("a deploy");
        assert!(plan.changes.contains(&Change::Changed("index.html".to_owned())), "{:?}", plan.changes);
        assert!(plan.changes.contains(&Change::Removed("shell.php".to_owned())), "{:?}", plan.changes);
        assert_eq!(office.current(), expected(&version("a")), "{layout:?}");
        assert!(office.state().audit().is_clean());
    }
}

#[test]
fn a_manifest_that_was_changed_with_the_page_does_not_hide_it() {
    for layout in LAYOUTS {
        let office = Office::new(layout);
        office.deploy(&version("a")).expect("a deploy");
        let defaced = Content::from("defaced");
        let mut manifest = office.manifest();
        manifest.files.insert("index.html".to_owned(), defaced.record().expect("a record"));
        fs::write(office.www("current/index.html"), "defaced").expect("a file");
        fs::write(office.www("current/manifest.json"), manifest.text()).expect("a file");
        let error = office.deploy(&version("a")).expect_err("a manifest that is not ours");
        assert!(
            matches!(&error, DeployError::ByHand { audit } if audit.changed.contains(&"manifest.json".to_owned())),
            "{error:?}"
        );
        office.deploy_with(&version("a"), Leave { overwrite: true, ..ANY }, &unsynced).expect("a deploy");
        assert_eq!(office.current(), expected(&version("a")), "{layout:?}");
    }
}

#[test]
fn a_page_that_was_changed_with_its_entry_in_the_manifest_is_not_verified() {
    for layout in LAYOUTS {
        let office = Office::new(layout);
        for name in ["a", "b"] {
            office.deploy_with(&version(name), ANY, &unsynced).expect("a deploy");
        }
        fs::write(
            office.root.path().join("site/site.toml"),
            "title = \"样例\"\n[targets.office]\ndir = \"../www\"\n",
        )
        .expect("settings");
        let told = |place: &str| {
            let args = ["--root", "site", "--lang", "en", "verify", place];
            let ran = gongkai(&args, Some(office.root.path()));
            (ran.code, ran.out)
        };
        let places = ["office", "www", "www/current"];
        for place in places {
            assert_eq!(told(place), (0, String::new()), "{layout:?}, {place}");
        }
        let mut manifest = office.manifest();
        manifest.files.insert("index.html".to_owned(), Content::from("defaced").record().expect("a record"));
        fs::write(office.www("current/index.html"), "defaced").expect("a file");
        fs::write(office.www("current/manifest.json"), manifest.text()).expect("a file");
        for place in places {
            assert_eq!(told(place), (1, "~ changed  manifest.json\n".to_owned()), "{layout:?}, {place}");
        }
        // Who has kept the manifest need not know what the release is called.
        fs::write(office.root.path().join("kept.json"), manifest.text()).expect("a file");
        let args = ["--root", "site", "verify", "office", "--manifest", "kept.json"];
        assert_eq!(gongkai(&args, Some(office.root.path())).code, 0);
    }
}

#[test]
fn in_place_an_edit_by_hand_leaves_the_releases_as_they_are() {
    use std::io::Write;
    let office = Office::new(Layout::InPlace);
    let [first, _] =
        ["a", "b"].map(|name| office.deploy_with(&version(name), ANY, &unsynced).expect("a deploy"));
    for path in ["2022/same.html", "index.html"] {
        // As an editor does that keeps the file.
        let file = fs::OpenOptions::new().append(true).open(office.www("current").join(path));
        file.and_then(|mut file| file.write_all(b"by hand")).expect("an edit");
    }
    assert_eq!(office.state().audit().changed, ["2022/same.html", "index.html"]);
    assert_eq!(texts(&office.www("releases").join(first.id.as_str())), expected(&version("a")));
    assert_eq!(office.rollback().expect("a rollback"), first.id.to_string());
    assert_eq!(office.current(), expected(&version("a")));
    assert!(!office.www("current.new").exists());
}

#[test]
fn an_archive_does_not_lie_among_the_sources_of_the_site() {
    let mut office = Office::new(Layout::Link);
    let site = office.root.path().join("site");
    fs::create_dir(site.join("content")).expect("a folder");
    let mut cases =
        vec!["content/2024/x.zip", "forms/x.tar.gz", "themes/x.zip", ".git/x.zip", "a/../content/x.zip"];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(site.join("content"), site.join("elsewhere")).expect("a link");
        cases.push("elsewhere/x.zip");
    }
    let before = fs::read_dir(&site).expect("the site").count();
    for path in cases {
        office.target.place = Place::Archive { path: path.to_owned() };
        let error = office.deploy(&version("a")).expect_err("among the sources");
        assert!(matches!(error, DeployError::Danger { danger: Danger::Input(_), .. }), "{path}: {error:?}");
        assert!(error.to_string().contains("holds its sources"), "{path}: {error}");
    }
    assert_eq!(fs::read_dir(&site).expect("the site").count(), before);
    assert_eq!(fs::read_dir(site.join("content")).expect("a folder").count(), 0);
    for path in ["../x.zip", "content.zip"] {
        office.target.place = Place::Archive { path: path.to_owned() };
        office.deploy_with(&version("a"), Leave::default(), &allow).expect("a deploy");
        assert!(site.join(path).exists());
    }
}

#[cfg(unix)]
#[test]
fn everybody_may_read_what_a_person_deploys_whose_files_are_private() {
    use std::os::unix::fs::PermissionsExt;
    for layout in ["link", "in-place"] {
        let home = Home::new(&format!(
            "[targets.office]\ndir = \"../srv/www\"\nlayout = \"{layout}\"\npublishes = false\n"
        ));
        for title in ["样例", "另一个"] {
            home.entitle(title);
            let ran = std::process::Command::new("sh")
                .args(["-c", "umask 077 && exec \"$@\"", "sh", env!("CARGO_BIN_EXE_gongkai")])
                .args(["--root", "site", "deploy", "--now", "2023-01-20", "--yes"])
                .current_dir(home.dir.path())
                .output()
                .expect("the program runs");
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        }
        let mut waiting = vec![home.path("srv")];
        let mut count = 0;
        while let Some(path) = waiting.pop() {
            let meta = fs::symlink_metadata(&path).expect("an entry");
            // The lock is nobody's business but the program's.
            if meta.is_symlink() || path.ends_with("deploy.lock") {
                continue;
            }
            let wanted = if meta.is_dir() { 0o755 } else { 0o644 };
            assert_eq!(meta.permissions().mode() & 0o777, wanted, "{layout}: {}", path.display());
            count += 1;
            if meta.is_dir() {
                waiting
                    .extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("one").path()));
            }
        }
        assert!(count > 20, "{layout}: {count} entries");
    }
}

#[test]
fn a_tenth_of_the_files_may_vanish_and_no_more_without_leave() {
    let all: Vec<String> = (0..40).map(|n| format!("{n:02}.html")).collect();
    let some = |n: usize| {
        let pairs: Vec<(&str, &str)> = all.iter().take(n).map(|path| (path.as_str(), "a page")).collect();
        files(&pairs)
    };
    let office = Office::new(Layout::Link);
    office.deploy(&some(40)).expect("a deploy");
    office.deploy(&some(36)).expect("a tenth may vanish");
    let error = office.deploy(&some(32)).expect_err("more than a tenth");
    assert!(matches!(error, DeployError::Vanishing { count: 4, of: 36 }), "{error:?}");
    let leave = |vanish| Leave { vanish: Some(vanish), ..Leave::default() };
    assert!(office.deploy_with(&some(32), leave(3), &unsynced).is_err(), "leave for fewer");
    office.deploy_with(&some(32), leave(4), &unsynced).expect("leave for as many");
    assert_eq!(office.current().len(), 32);
}

#[test]
fn of_a_large_portal_no_more_than_256_files_vanish_without_leave() {
    let all: Vec<String> = (0..3000).map(|n| format!("{n:04}.html")).collect();
    let some = |n: usize| files(&all.iter().take(n).map(|path| (path.as_str(), "")).collect::<Vec<_>>());
    let office = Office::new(Layout::Link);
    let state = |n: usize| {
        let records = records(&some(n)).expect("records");
        let sender = office.sender();
        let plan = gongkai::deploy::Plan::new(
            &gongkai::deploy::State::default(),
            &records,
            &gongkai::disk::Origin::default(),
            (3, sender.now),
        );
        let manifest = gongkai::disk::Manifest::new(gongkai::disk::Origin::default(), records.clone());
        gongkai::deploy::State {
            releases: [(plan.id.clone(), Some(manifest))].into(),
            shown: Some(gongkai::deploy::Shown { id: plan.id, present: records }),
            is_archive: false,
        }
    };
    let plan = |n| office.plan(&state(3000), &some(n), &office.sender());
    assert!(plan(3000 - 256).check(None).is_ok());
    assert!(matches!(plan(3000 - 257).check(None), Err(DeployError::Vanishing { count: 257, of: 3000 })));
}

#[test]
fn what_a_deploy_that_was_cut_had_written_is_not_written_again() {
    let office = Office::new(Layout::Link);
    let count = AtomicUsize::new(0);
    let cut = |step: &Step<'_>| match step {
        Step::Write(path) if path.to_string_lossy().contains(".part") => {
            if count.fetch_add(1, Ordering::SeqCst) < 5 {
                Ok(())
            } else {
                Err(ErrorKind::ConnectionReset.into())
            }
        }
        other => unsynced(other),
    };
    rayon(|| office.deploy_with(&version("a"), ANY, &cut)).expect_err("a cut");
    assert!(!office.www("current").exists());
    let [part] = <[String; 1]>::try_from(office.releases()).expect("a part");
    let left = texts(&office.www("releases").join(&part));
    assert_eq!(left.len(), 5, "{left:?}");
    // One of them was cut in its middle, and something else is there too.
    let damaged = left.keys().next().expect("a file");
    fs::write(office.www("releases").join(&part).join(damaged), "half").expect("a file");
    fs::write(office.www("releases").join(&part).join("waste"), "waste").expect("a file");
    let count = AtomicUsize::new(0);
    let counted = |step: &Step<'_>| {
        if matches!(step, Step::Write(path) if path.to_string_lossy().contains(".part")) {
            count.fetch_add(1, Ordering::SeqCst);
        }
        unsynced(step)
    };
    office.deploy_with(&version("a"), ANY, &counted).expect("a deploy");
    // Of eight files four are there, one is damaged; the manifest comes last.
    assert_eq!(count.load(Ordering::SeqCst), 8 - 4 + 1);
    assert_eq!(office.current(), expected(&version("a")));
    assert_eq!(office.releases().len(), 1);
}

#[test]
fn a_release_that_arrived_and_was_not_shown_is_not_sent_again() {
    for before in [&[][..], &["z"]] {
        for layout in LAYOUTS {
            let office = Office::new(layout);
            for name in before {
                office.deploy_with(&version(name), ANY, &unsynced).expect("a deploy");
            }
            let is_switch =
                |path: &std::path::Path| path.ends_with("current.new") || path.ends_with("shown.new");
            let cut = |step: &Step<'_>| match step {
                Step::Symlink(_, path) | Step::Write(path) if is_switch(path) => Err(ErrorKind::Other.into()),
                other => unsynced(other),
            };
            office.deploy_with(&version("a"), ANY, &cut).expect_err("a cut");
            let count = AtomicUsize::new(0);
            let counted = |step: &Step<'_>| {
                if matches!(step, Step::Write(path) if path.to_string_lossy().contains(".part")) {
                    count.fetch_add(1, Ordering::SeqCst);
                }
                unsynced(step)
            };
            let plan = office.deploy_with(&version("a"), ANY, &counted).expect("a deploy");
            assert_eq!(count.load(Ordering::SeqCst), 1, "{layout:?}: the manifest alone is written");
            assert_eq!(office.current(), with_styles(&version("a"), before), "{layout:?}");
            assert!(office.state().audit().is_clean());
            assert_eq!(office.releases().last().map(String::as_str), Some(plan.id.as_str()));
        }
    }
}

#[test]
fn a_folder_whose_layout_was_changed_starts_anew_where_current_was_moved_away() {
    let mut office = Office::new(Layout::Link);
    let path = office.root.path().join("www").display().to_string();
    let layouts = [Layout::Link, Layout::InPlace, Layout::Link, Layout::InPlace];
    for (turn, layout) in layouts.into_iter().enumerate() {
        if turn > 0 {
            fs::rename(office.www("current"), office.root.path().join(turn.to_string())).expect("a move");
        }
        office.target.place = Place::Dir { path: path.clone(), layout };
        let plan = office.deploy(&version("a")).expect("a deploy");
        assert_eq!(plan.changes.len(), version("a").len(), "nothing was shown");
        assert_eq!(office.current(), expected(&version("a")), "{layout:?}");
    }
}

#[test]
fn a_second_deploy_is_told_which_process_is_at_work() {
    let office = Office::new(Layout::Link);
    let sender = office.sender();
    let place = open(&office.target, &sender, Access::Change, &unsynced).expect("the target");
    let error = office.deploy(&version("a")).expect_err("a lock");
    assert!(
        matches!(error, DeployError::Locked { pid: Some(pid) } if pid == std::process::id()),
        "{error:?}"
    );
    // Another site that is sent to the same folder.
    let mut other = office.sender();
    other.site = office.root.path().join("other");
    fs::create_dir(&other.site).expect("a folder");
    let refused = open(&office.target, &other, Access::Change, &unsynced).map(drop);
    assert!(matches!(refused, Err(DeployError::Locked { pid: Some(_) })), "{refused:?}");
    assert!(open(&office.target, &other, Access::Look, &unsynced).is_ok(), "looking is allowed");
    drop(place);
    office.deploy(&version("a")).expect("a deploy");
}

#[test]
fn a_layout_that_was_changed_and_a_link_that_leads_elsewhere_are_told() {
    let mut office = Office::new(Layout::Link);
    office.deploy(&version("a")).expect("a deploy");
    let path = office.root.path().join("www").display().to_string();
    office.target.place = Place::Dir { path: path.clone(), layout: Layout::InPlace };
    assert!(matches!(office.deploy(&version("a")), Err(DeployError::Layout { .. })));
    office.target.place = Place::Dir { path, layout: Layout::Link };
    #[cfg(unix)]
    {
        fs::remove_file(office.www("current")).expect("a link");
        std::os::unix::fs::symlink("/etc", office.www("current")).expect("a link");
        assert!(matches!(office.deploy(&version("a")), Err(DeployError::Elsewhere { .. })));
    }
}

#[test]
fn a_file_takes_the_place_of_a_folder_and_the_other_way_round() {
    for layout in LAYOUTS {
        let office = Office::new(layout);
        let one = files(&[("a/b/c.html", "1"), ("d", "1"), ("e/f", "1")]);
        let other = files(&[("a", "2"), ("d/e/f.html", "2"), ("e/f", "1")]);
        for files in [&one, &other, &one] {
            office.deploy_with(files, ANY, &unsynced).expect("a deploy");
            assert_eq!(office.current(), expected(files), "{layout:?}");
        }
    }
}

#[test]
fn a_source_that_changes_while_it_is_sent_is_not_shown() {
    let office = Office::new(Layout::Link);
    let source = office.root.path().join("site/a.pdf");
    fs::write(&source, "one").expect("a file");
    let mut files = version("a");
    files.insert("2022/a.pdf".to_owned(), Content::File(source.clone()));
    let gate = |step: &Step<'_>| {
        if matches!(step, Step::CreateDir(_)) {
            fs::write(&source, "two").expect("a file");
        }
        unsynced(step)
    };
    let sender = office.sender();
    let records = records(&files).expect("records");
    let place = open(&office.target, &sender, Access::Change, &gate).expect("the target");
    let state = place.state().expect("a state");
    fs::write(&source, "one").expect("a file");
    let plan =
        gongkai::deploy::Plan::new(&state, &records, &gongkai::disk::Origin::default(), (3, sender.now));
    let error = place.send(&plan, &files).expect_err("another file");
    assert!(matches!(&error, DeployError::Source { path } if path == "2022/a.pdf"), "{error:?}");
    assert!(changes(&records, &plan.files).is_empty());
    assert!(!office.www("current").exists());
}

/// Runs on one thread, so that the steps come in the same order every time.
fn rayon<T: Send>(f: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread").install(f)
}

#[test]
fn a_manifest_alone_that_was_changed_is_made_anew() {
    for layout in LAYOUTS {
        let office = Office::new(layout);
        office.deploy(&version("a")).expect("a deploy");
        fs::write(office.www("current/manifest.json"), "{}").expect("a file");
        let leave = Leave { overwrite: true, ..ANY };
        let plan = office.deploy_with(&version("a"), leave, &unsynced).expect("a deploy");
        assert_eq!(plan.changes, [Change::Changed("manifest.json".to_owned())], "{layout:?}");
        assert!(office.state().audit().is_clean());
    }
}
