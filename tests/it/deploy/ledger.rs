//! `gongkai deploy` and the ledger: what is entered and when, and what becomes of it where a deployment is cut.

use std::fs;

use gongkai::deploy::{Book, BookError};
use gongkai::disk::{Anchor, Manifest, allow};
use gongkai::ledger::Ledger;

use super::command::Home;
use crate::programs::minisign::keys;
use crate::site::zeros;

const WWW: &str = "[targets.office]\ndir = \"../www\"\n";

/// A report without a date of its own, with more lines in its front matter.
fn undated(lines: &str) -> String {
    let text = zeros("haicheng", 2022).replacen("published: 2023-01-15\n", "", 1);
    text.replacen("---\n", &format!("---\n{lines}"), 1)
}

impl Home {
    fn ledger(&self) -> String {
        fs::read_to_string(self.path("site/ledger.jsonl")).unwrap_or_default()
    }

    /// The day of its last line: that of the run, whatever `--now` says.
    fn day(&self) -> String {
        let ledger = self.ledger();
        let (_, at) = ledger.rsplit_once("\"at\":\"").expect("a line");
        at.chars().take(10).collect()
    }

    /// Forgets what this machine knows of the ledger, as it is before a run that was cut had written it.
    fn forget(&self) {
        for name in ["ledger.jsonl", ".gongkai/ledger.head"] {
            fs::remove_file(self.path("site").join(name)).expect("a file");
        }
    }

    fn anchor(&self) -> Option<Anchor> {
        let text = fs::read(self.path("www/current/manifest.json")).expect("a manifest");
        Manifest::parse(&text).expect("ours").origin.ledger
    }

    fn page(&self, path: &str) -> String {
        fs::read_to_string(self.path("www/current").join(path)).expect("a page")
    }
}

#[test]
fn what_is_published_is_entered_and_its_date_is_on_the_page_that_is_sent() {
    let home = Home::new(WWW);
    home.put("site/content/2022/haicheng.md", &undated("status: approved\n"));
    let ran = home.run(&["--dry-run"]);
    assert!(
        ran.err.contains("Ledger: 1 published for the first time, 0 changed, 0 withdrawn\n"),
        "{}",
        ran.err
    );
    assert!(!home.path("site/ledger.jsonl").exists() && !home.path("www").exists(), "a look writes nothing");
    let ran = home.run(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let (ledger, day) = (home.ledger(), home.day());
    assert_eq!(ledger.lines().count(), 1);
    assert_ne!(day, "2023-01-20", "no date is forged by `--now`");
    let entered = format!("\"report\":\"2022/haicheng\",\"event\":\"published\",\"on\":\"{day}\"");
    assert!(ledger.contains(&entered), "{ledger}");
    assert!(home.page("2022/haicheng/index.html").contains(&format!("<time datetime=\"{day}\">")));
    assert_eq!(home.page("data/ledger.jsonl"), ledger);
    let digest = Ledger::of(&ledger).expect("a ledger").digest().to_owned();
    assert_eq!(home.anchor(), Some(Anchor { lines: 1, digest }));
    assert!(!home.path("site/.gongkai/ledger.pending").exists());
    let ran = home.run(&[]);
    assert!(ran.err.contains("Nothing to do"), "{}", ran.err);
    assert_eq!(home.ledger(), ledger);
    // A figure that changes silently stops the next deployment; with its correction it is entered.
    let row = |text: String| text.replacen("licence: [0]", "licence: [7]", 1);
    home.put("site/content/2022/haicheng.md", &row(undated("status: approved\n")));
    let ran = home.run(&[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("error[correction-missing]"), "{}", ran.err);
    let corrected =
        format!("status: approved\ncorrections: [{{ date: {day}, what: 更正许可, why: 漏登 }}]\n");
    home.put("site/content/2022/haicheng.md", &row(undated(&corrected)));
    let ran = home.run(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(home.ledger().lines().count(), 2);
    assert!(home.page("2022/haicheng/index.html").contains("原为 0，现为 7"));
    // Going back is entered too, and does not make the ledger of the site younger than that of the server.
    assert_eq!(home.run(&["--rollback"]).code, 0);
    assert!(home.ledger().lines().last().is_some_and(|line| line.contains("\"event\":\"rolled-back\"")));
    let ran = home.run(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(home.page("2022/haicheng/index.html").contains("原为 0，现为 7"));
    assert_eq!(home.page("data/ledger.jsonl"), home.ledger());
}

#[test]
fn a_target_that_is_not_public_leaves_no_trace_in_the_ledger() {
    let home = Home::new("[targets.inside]\ndir = \"../www\"\npublishes = false\n");
    assert_eq!(home.run(&[]).code, 0);
    assert!(!home.path("site/ledger.jsonl").exists());
    assert_eq!(home.anchor(), None);
}

#[test]
fn a_ledger_that_was_cut_changed_or_set_back_is_refused() {
    let home = Home::new(WWW);
    assert_eq!(home.run(&[]).code, 0);
    home.put("site/content/2022/haicheng.md", &(zeros("haicheng", 2022) + "\n又及。\n"));
    assert_eq!(home.run(&[]).code, 0);
    let whole = home.ledger();
    let first: String = whole.split_inclusive('\n').take(1).collect();
    // Cut at its end: every line is in order, but this machine knows better,
    home.put("site/ledger.jsonl", &first);
    let ran = home.run(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("ledger.jsonl has 1 lines; on this machine it had 2 once"), "{}", ran.err);
    // and where it does not, the server does: by the release that is shown, and by the ones before it.
    fs::remove_file(home.path("site/.gongkai/ledger.head")).expect("a file");
    let ran = home.run(&[]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("office shows what was published with 2 lines of the ledger; ledger.jsonl has 1"),
        "{}",
        ran.err
    );
    assert_eq!(home.ledger(), first, "nothing is entered");
    // Gone altogether.
    fs::remove_file(home.path("site/ledger.jsonl")).expect("a ledger");
    assert_eq!(home.run(&[]).code, 2);
    // Set back: the seal is broken, and the build already says so.
    home.put("site/ledger.jsonl", &whole.replacen("\"on\":\"2023-01-15\"", "\"on\":\"2023-01-10\"", 1));
    let ran = home.run(&[]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("error[ledger-broken]: Line 1 was changed after it was written"), "{}", ran.err);
    home.put("site/ledger.jsonl", &whole);
    assert_eq!(home.run(&[]).code, 0);
}

#[test]
fn what_a_deployment_that_was_cut_had_published_is_entered_by_the_next_one() {
    let home = Home::new(WWW);
    assert_eq!(home.run(&[]).code, 0);
    let ledger = home.ledger();
    let pending = home.path("site/.gongkai/ledger.pending");
    // Cut after the switch: the release is shown, the ledger is not written.
    home.forget();
    fs::write(&pending, &ledger).expect("pending lines");
    let ran = home.run(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(home.ledger(), ledger);
    assert!(!pending.exists());
    // Cut before the switch: the lines are not true, and are dropped.
    let text = zeros("haicheng", 2022) + "\n又及。\n";
    home.put("site/content/2022/haicheng.md", &text);
    let book = Book::open(&home.path("site"), &ledger, &allow).map(|book| book.text().to_owned());
    assert_eq!(book.ok().as_deref(), Some(ledger.as_str()));
    fs::write(&pending, ledger.replacen("\"line\":1", "\"line\":2", 1)).expect("pending lines");
    let ran = home.run(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(home.ledger().lines().count(), 2);
    assert!(home.ledger().starts_with(&ledger) && !pending.exists());
}

#[test]
fn a_deployment_to_another_target_waits_until_one_that_was_cut_is_ended() {
    let home = Home::new("[targets.a]\ndir = \"../www\"\n[targets.b]\ndir = \"../other\"\n");
    assert_eq!(home.run(&["a"]).code, 0);
    let ledger = home.ledger();
    home.forget();
    fs::write(home.path("site/.gongkai/ledger.pending"), &ledger).expect("pending lines");
    let ran = home.run(&["b"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("Run gongkai deploy a first"), "{}", ran.err);
    assert!(!home.path("other/current").exists());
    assert_eq!(home.run(&["a"]).code, 0);
    assert_eq!(home.run(&["b"]).code, 0);
    assert_eq!(home.ledger(), ledger, "what b shows was published already");
}

#[test]
fn a_figure_that_changes_after_a_cut_needs_its_correction_all_the_same() {
    let home = Home::new(WWW);
    assert_eq!(home.run(&[]).code, 0);
    let ledger = home.ledger();
    home.forget();
    fs::write(home.path("site/.gongkai/ledger.pending"), &ledger).expect("pending lines");
    home.put(
        "site/content/2022/haicheng.md",
        &zeros("haicheng", 2022).replacen("licence: [0]", "licence: [7]", 1),
    );
    let ran = home.run(&[]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("error[correction-missing]"), "{}", ran.err);
}

#[test]
fn going_back_that_was_cut_is_entered_and_tells_what_comes_back() {
    let home = Home::new(WWW);
    home.put("site/content/2021/haicheng.md", &zeros("haicheng", 2021));
    assert_eq!(home.run(&[]).code, 0);
    home.put(
        "site/content/2021/haicheng.md",
        &zeros("haicheng", 2021).replacen("---\n", "---\nstatus: returned\n", 1),
    );
    let ran = home.run(&["--keep-going", "--allow-delete", "99"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let before = home.ledger();
    let ran = home.run(&["--rollback"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("! These pages come back: 2021/haicheng"), "{}", ran.err);
    let after = home.ledger();
    let line = after.strip_prefix(&before).expect("one more line");
    // Cut after the switch.
    home.forget();
    home.put("site/ledger.jsonl", &before);
    home.put("site/.gongkai/ledger.pending", line);
    let ran = home.run(&["--keep-going", "--allow-delete", "99"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(home.ledger().starts_with(&after));
}

#[test]
fn what_is_published_is_not_withdrawn_by_a_mistake_or_by_a_day() {
    let home = Home::new(WWW);
    home.put("site/content/2021/haicheng.md", &zeros("haicheng", 2021));
    assert_eq!(home.run(&[]).code, 0);
    home.put(
        "site/content/2022/haicheng.md",
        &zeros("haicheng", 2022).replacen("licence: [0]", "licence: [x]", 1),
    );
    let ran = home.run(&["--keep-going"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("What is published would be withdrawn: 2022/haicheng"), "{}", ran.err);
    home.put("site/content/2022/haicheng.md", &undated("publish_at: 2023-06-01\n"));
    let ran = home.run(&[]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("until the day in publish_at: 2022/haicheng"), "{}", ran.err);
}

#[test]
fn a_book_says_why_it_cannot_go_on() {
    let home = Home::new(WWW);
    assert_eq!(home.run(&[]).code, 0);
    let (site, text) = (home.path("site"), home.ledger());
    let open = |text: &str| Book::open(&site, text, &allow);
    assert!(matches!(open("").err(), Some(BookError::Meanwhile)), "another run has written it since");
    let mut book = open(&text).expect("a ledger");
    fs::write(site.join("ledger.jsonl"), format!("{text}x\n")).expect("a ledger");
    assert!(matches!(book.close("").err(), Some(BookError::Meanwhile)), "nothing is overwritten");
    fs::write(site.join("ledger.jsonl"), "x\n").expect("a ledger");
    assert!(matches!(open("x\n").err(), Some(BookError::Broken)));
    fs::write(site.join("ledger.jsonl"), "").expect("a ledger");
    assert!(matches!(open("").err(), Some(BookError::Cut { known: 1, here: 0, .. })));
}

#[test]
fn reports_under_way_and_reports_that_nobody_approved_are_not_published_by_a_slip() {
    let home = Home::new(&format!("[publication]\napproval = true\n{WWW}"));
    home.put(
        "site/content/2021/haicheng.md",
        &zeros("haicheng", 2021).replacen("---\n", "---\nstatus: draft\n", 1),
    );
    let ran = home.run(&[]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("One report is not finished: 2021/haicheng (draft)"), "{}", ran.err);
    let ran = home.run(&["--keep-going"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("One report has not been approved: 2022/haicheng"), "{}", ran.err);
    assert!(!home.path("www").join("current").exists());
    home.put(
        "site/content/2022/haicheng.md",
        &undated("status: approved\nreview: { approved: 丙, on: 2023-01-12 }\n"),
    );
    assert_eq!(home.run(&["--keep-going"]).code, 0);
    assert!(!home.path("www/current/2021").exists());
    // What was published and is taken back is told.
    home.put("site/content/2022/haicheng.md", &undated("status: returned\n"));
    let ran = home.run(&["--keep-going", "--allow-delete", "99"]);
    assert!(ran.err.contains("! No longer published: 2022/haicheng"), "{}", ran.err);
}

#[test]
fn a_report_under_embargo_is_published_on_its_day() {
    let home = Home::new(WWW);
    home.put("site/content/2021/haicheng.md", &zeros("haicheng", 2021));
    home.put("site/content/2022/haicheng.md", &undated("publish_at: 2023-01-21\n"));
    let ran = home.run(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!home.path("www/current/2022").exists());
    assert!(!home.ledger().contains("2022/haicheng"));
    home.put("site/content/2022/haicheng.md", &undated("publish_at: 2023-01-20\n"));
    assert_eq!(home.run(&[]).code, 0);
    assert!(home.page("2022/haicheng/index.html").contains(&format!("<time datetime=\"{}\">", home.day())));
}

#[test]
fn an_archive_is_a_target_like_any_other() {
    let home = Home::new("[targets.carry]\narchive = \"../portal.zip\"\n");
    let ran = home.run(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(home.ledger().lines().count(), 1);
    let bytes = fs::read(home.path("portal.zip")).expect("an archive");
    let ran = home.run(&[]);
    assert!(ran.err.contains("Nothing to do"), "{}", ran.err);
    home.entitle("另一个标题");
    let ran = home.run(&["--dry-run"]);
    assert!(ran.out.contains("~ index.html\n") && !ran.out.contains("SHA256SUMS"), "{}", ran.out);
    assert_eq!(fs::read(home.path("portal.zip")).expect("an archive"), bytes, "a look writes nothing");
    assert_eq!(home.run(&[]).code, 0);
    assert_ne!(fs::read(home.path("portal.zip")).expect("an archive"), bytes);
    let verify = crate::command::gongkai(&["--root", "site", "verify", "carry"], Some(home.dir.path()));
    assert_eq!(verify.code, 0, "{}{}", verify.out, verify.err);
    assert_eq!(home.run(&["--rollback"]).code, 2, "an archive holds one release");
}

#[test]
fn a_portal_with_a_public_key_is_signed_and_verified_and_never_published_unsigned() {
    let (own, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    keys(own.path());
    keys(other.path());
    let secret = |dir: &tempfile::TempDir| fs::read_to_string(dir.path().join("key.sec")).expect("a key");
    let public = fs::read_to_string(own.path().join("key.pub")).expect("a key");
    let public = public.lines().last().expect("the key itself").to_owned();
    let home = Home::new(&format!("[publication]\npublic_key = \"{public}\"\n{WWW}"));
    let ran = home.run(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("This portal is to be signed"), "{}", ran.err);
    home.put("key", &secret(&own));
    let ran = home.run(&["--sign", "key"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let verify = || {
        crate::command::gongkai(
            &["--root", "site", "--lang", "en", "verify", "office"],
            Some(home.dir.path()),
        )
    };
    assert_eq!(verify().code, 0, "{}", verify().err);
    home.put("www/current/manifest.json.minisig", "x");
    assert_eq!(verify().code, 1);
    // The key of somebody else.
    home.put("key", &secret(&other));
    home.entitle("另一个标题");
    let ran = home.run(&["--sign", "key", "--overwrite"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("not the secret key that belongs to the public_key"), "{}", ran.err);
}
