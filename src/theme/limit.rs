//! How much a template may do on one page, so that a slip in it ends as a finding and not as a full memory.
//!
//! The engine itself refuses templates that include or extend themselves, components deeper than 20 and texts nested too
//! deep. Here the output of a page is bounded, and the numbers that `range` makes on it. Not bounded are loops over the
//! page's own data in loops over it, and texts that a template only puts together and does not show: the engine has no
//! place where they could be counted.

use std::cell::Cell;
use std::io;

use tera::{Error, Kwargs, State, TeraResult};

/// The largest page, in megabytes: more than a hundred times the longest report.
pub(super) const MEGABYTES: usize = 64;

/// How many numbers `range` makes on one page, in all its calls.
const NUMBERS: i128 = 1_000_000;

thread_local! {
    /// What is left of [`NUMBERS`] for the page that this thread renders. A page is rendered by one thread from beginning to
    /// end, and the engine hands functions nothing in which this could be kept.
    static LEFT: Cell<i128> = const { Cell::new(NUMBERS) };
}

/// A page while it is written: beyond the limit, writing fails.
pub(super) struct Sheet {
    /// What was written.
    pub(super) bytes: Vec<u8>,
}

impl Sheet {
    /// An empty page; this thread renders no other until it is full or done.
    pub(super) fn begin() -> Self {
        LEFT.set(NUMBERS);
        Self { bytes: Vec::new() }
    }
}

impl io::Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MEGABYTES << 20 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The function `range(start=0, end=…, step_by=1)` in the place of the engine's, which bounds each call by itself: two
/// loops, one in the other, would still be as good as endless.
#[expect(clippy::needless_pass_by_value, reason = "the engine hands functions their arguments so")]
pub(super) fn range(kwargs: Kwargs, _: &State<'_>) -> TeraResult<Vec<i64>> {
    let start = kwargs.get::<i64>("start")?.unwrap_or(0);
    let end = kwargs.must_get::<i64>("end")?;
    let step = kwargs.get::<i64>("step_by")?.unwrap_or(1);
    if step == 0 {
        return Err(Error::message("range: step_by is 0"));
    }
    let way = (i128::from(end) - i128::from(start)) * i128::from(step.signum());
    let count = (way.max(0) + i128::from(step.unsigned_abs()) - 1) / i128::from(step.unsigned_abs());
    let left = LEFT.get() - count;
    if left < 0 {
        return Err(Error::message(format!("range: more than {NUMBERS} numbers on one page")));
    }
    LEFT.set(left);
    Ok((0..count).scan(start, |next, _| Some(std::mem::replace(next, next.saturating_add(step)))).collect())
}
