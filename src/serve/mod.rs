//! The preview: a site shown page by page from memory, and shown anew when a file changes.
//!
//! In: the folder of a site. Out: a server on this machine with all routes of `build` and the same bytes, but for one
//! snippet in each page. Three threads share a `State` (state.rs): one follows the files and puts each change together, one
//! checks what was put together, one looks after the open pages; requests have threads of their own. A page is made when
//! it is asked for, so an edit costs what the open pages cost, however large the site.

mod answer;
pub mod http;
mod lock;
mod model;
mod showing;
mod state;
mod tabs;
mod told;
mod version;
pub mod watch;

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use jiff::civil::Date;

use crate::build::Checker;
use crate::finding::{self, Finding, Sources, Summary};
use crate::language::Language;
use crate::theme::STACK;
use http::{Listener, Server};
use lock::lock;
use model::Model;
use state::State;
use tabs::{LOOK, Which};
pub use version::{BEGIN, END};
use watch::{Change, Follower, Means, Notice, Stop};

/// How a site is shown.
pub struct Options {
    /// Its root.
    pub root: PathBuf,
    /// Where to listen.
    pub address: SocketAddr,
    /// How many further ports are tried where one is busy.
    pub further: u16,
    /// How files are watched.
    pub means: Means,
    /// Whether reports are shown that the public may not see yet.
    pub drafts: bool,
    /// The day, for rules about due dates and reports that are to be published on a day.
    pub today: Option<Date>,
    /// The language of messages; none follows site.toml.
    pub language: Option<Language>,
}

impl Options {
    /// A site at an address and at no other port, as its files and the system say.
    pub fn new(root: &Path, address: SocketAddr) -> Self {
        let root = root.to_owned();
        Self { root, address, further: 0, means: Means::System, drafts: false, today: None, language: None }
    }
}

/// What happens in a preview.
pub enum News {
    /// Files have changed, and pages that were open and are others now have been told.
    Changed {
        /// What changed.
        paths: Vec<Arc<str>>,
        /// From the moment the change was known to the last page that was told.
        took: Duration,
    },
    /// The site has been checked.
    Checked {
        /// Everything that was found, judged and sorted.
        findings: Arc<[Finding]>,
        /// The texts that findings point into.
        sources: Arc<Sources>,
        /// How many there are of each kind.
        summary: Summary,
    },
    /// Something about the watching.
    Notice(Notice),
}

/// A preview that runs until it is dropped.
pub struct Preview {
    state: Arc<State>,
    server: Server,
    stop: Option<Stop>,
    threads: Vec<JoinHandle<()>>,
    /// How many reports the site had at the start.
    pub reports: usize,
}

impl Preview {
    /// Starts a preview. `tell` is called from its threads. The error is for a root that is not there and for an address that
    /// cannot be taken; whatever is wrong in the site is shown in the preview itself.
    pub fn start(options: &Options, tell: impl Fn(News) + Send + Sync + 'static) -> io::Result<Self> {
        let root = std::fs::canonicalize(&options.root)?;
        let mut listener = Listener::bind(options.address, options.further)?;
        listener.limits.stack = STACK;
        let mut follower = Follower::start(&root, options.means)?.on(options.today, options.drafts);
        let stop = follower.stop();
        let mut model = Model::default();
        let turn = model.turn(follower.snapshot());
        let reports = turn.reports;
        let state = Arc::new(State::new(root, options.language, turn));
        let tell = Arc::new(tell);

        let follow = {
            let (state, tell) = (Arc::clone(&state), Arc::clone(&tell));
            move || {
                while let Some(Change { paths, notices }) = follower.next() {
                    for notice in notices {
                        tell(News::Notice(notice));
                    }
                    if paths.is_empty() {
                        continue;
                    }
                    let begun = Instant::now();
                    // What is taken down is cleared away when the pages have been told.
                    let before = state.turn();
                    let in_order = lock(&state.telling);
                    state.put(model.turn(follower.snapshot()));
                    state.tabs.show(&state, Which::AtOnce);
                    tell(News::Changed { paths, took: begun.elapsed() });
                    drop((in_order, before));
                }
            }
        };
        let check = {
            let state = Arc::clone(&state);
            move || check(&state, &*tell)
        };
        let sweep = {
            let state = Arc::clone(&state);
            move || {
                while !state.is_stopping() {
                    thread::park_timeout(LOOK);
                    state.tabs.sweep();
                }
            }
        };
        let server = {
            let state = Arc::clone(&state);
            listener.serve(move |request| answer::answer(&state, request))?
        };
        let start = |name: &str, run: Box<dyn FnOnce() + Send>| named(name, &state, run);
        let threads = vec![
            start("serve-follow", Box::new(follow))?,
            start("serve-check", Box::new(check))?,
            start("serve-sweep", Box::new(sweep))?,
        ];
        Ok(Self { state, server, stop: Some(stop), threads, reports })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Waits until the preview ends by itself, which only a bug of the program can bring about; it was told where it happened.
    pub fn wait(&self) {
        self.state.wait_for_end();
    }

    /// The address to open in a browser on this machine.
    pub fn url(&self) -> String {
        let turn = self.state.turn();
        let base = turn.showing.as_ref().map_or("/", |showing| showing.portal.site.base_url.path());
        let mut address = self.address();
        // What stands for all addresses of a machine is none that every system opens.
        match address.ip() {
            IpAddr::V4(Ipv4Addr::UNSPECIFIED) => address.set_ip(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(Ipv6Addr::UNSPECIFIED) => address.set_ip(Ipv6Addr::LOCALHOST.into()),
            _ => {}
        }
        format!("http://{address}{base}")
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.state.stop();
        self.stop = None;
        self.server.stop();
        self.state.tabs.close();
        for thread in self.threads.drain(..) {
            thread.thread().unpark();
            // Whatever it died of has been told where it happened.
            let _ = thread.join();
        }
    }
}

/// Runs a thread of a preview. A bug that ends one ends the preview: it would look alive and show old pages.
fn named(name: &str, state: &Arc<State>, run: Box<dyn FnOnce() + Send>) -> io::Result<JoinHandle<()>> {
    struct End(Arc<State>);
    impl Drop for End {
        fn drop(&mut self) {
            if thread::panicking() {
                self.0.stop();
            }
        }
    }
    let end = End(Arc::clone(state));
    let run = move || {
        let _end = end;
        run();
    };
    thread::Builder::new().name(name.to_owned()).stack_size(STACK).spawn(run)
}

/// Checks the newest state; one that is outdated meanwhile is given up. All cores read the reports, since most pages wait for them;
/// then one is left to those who look at pages.
fn check(state: &State, tell: &(impl Fn(News) + Sync)) {
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get().saturating_sub(1).max(1));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(cores).stack_size(STACK);
    let pool = pool.thread_name(|_| "serve-check".to_owned()).build();
    let mut checker = Checker::default();
    while let Some(turn) = state.unchecked() {
        let goes_on = || !state.is_stopping() && state.turn().number == turn.number;
        turn.read(goes_on);
        let mut look = || turn.check(&mut checker, goes_on);
        // Where there are no threads to be had, this one does the work.
        let findings = match &pool {
            Ok(pool) => pool.install(look),
            Err(_) => look(),
        };
        let Some(findings) = findings.map(Arc::from) else { continue };
        let findings: Arc<[Finding]> = findings;
        state.check(Arc::clone(&turn), Arc::clone(&findings));
        state.tabs.show(state, Which::All);
        // With what showed only when the open pages were made.
        let mut all = findings.to_vec();
        all.extend(turn.showing.iter().flat_map(|showing| showing.wrong()));
        finding::sort(&mut all);
        let summary = Summary::of(&all, turn.reports);
        let _in_order = lock(&state.telling);
        tell(News::Checked { findings: all.into(), sources: Arc::clone(&turn.sources), summary });
    }
}
