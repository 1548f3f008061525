//! Which runs of `*`, `_` and `~` make text bold, emphasised or struck out.
//!
//! This is the delimiter algorithm of `CommonMark` (0.31, "An algorithm for parsing nested emphasis and links") with
//! one more reason to open and to close. `CommonMark` asks for a space or punctuation outside a run that has
//! punctuation inside; Chinese has no spaces, so `**“加粗”**文字` would stay as typed. Here a `*` next to a Chinese
//! character also opens unless closing punctuation follows, and closes unless opening punctuation goes before.
//! Whatever opens or closes by `CommonMark` still does, but for stars between digits, which multiply or mask. Linear.

use super::character::{is_cjk, is_closing, is_opening, is_punctuation};

/// What one run of delimiters looks like from both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// `*`, `_` or `~`.
    pub(super) delimiter: u8,
    /// How many there are.
    pub(super) len: usize,
    /// The character before; none at the start of the block or of a line.
    pub(super) before: Option<char>,
    /// The character behind; none at the end of the block or of a line.
    pub(super) after: Option<char>,
}

/// What may be paired, and the borders of links, which pairs do not cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A run of delimiters.
    Run(Run),
    /// The text of a link or image begins.
    Enter,
    /// It ends.
    Leave,
}

/// An inline element that a pair of runs makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// One delimiter on each side.
    Emphasis,
    /// Two on each side.
    Strong,
    /// Two tildes on each side.
    Deleted,
}

impl Element {
    /// Name of the HTML element.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::Emphasis => "em",
            Self::Strong => "strong",
            Self::Deleted => "del",
        }
    }
}

/// What becomes of a run: elements end, then delimiters stay as they are, then elements begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paired {
    /// Elements that end here, the innermost first.
    pub(super) ends: Vec<Element>,
    /// How many delimiters are left as text.
    pub(super) left: usize,
    /// Elements that begin here, the innermost first.
    pub(super) begins: Vec<Element>,
}

/// Pairs the runs of one block; the result has one entry per run, in order.
pub(super) fn pair(units: &[Unit]) -> Vec<Paired> {
    let mut pairing = Pairing::default();
    for unit in units {
        match unit {
            Unit::Run(run) => pairing.run(*run),
            Unit::Enter => pairing.scopes.push((pairing.openers.len(), pairing.floors)),
            Unit::Leave => {
                if let Some((openers, floors)) = pairing.scopes.pop() {
                    pairing.openers.truncate(openers);
                    pairing.floors = floors;
                }
            }
        }
    }
    pairing.done
}

impl Run {
    /// Whether it can open and whether it can close an element.
    pub(super) fn flanks(self) -> (bool, bool) {
        let blank = |side: Option<char>| side.is_none_or(char::is_whitespace);
        let sign = |side: Option<char>| side.is_some_and(is_punctuation);
        let (before, after) = (self.before, self.after);
        let left = !blank(after) && (!sign(after) || blank(before) || sign(before));
        let right = !blank(before) && (!sign(before) || blank(after) || sign(after));
        let is = |side: Option<char>, class: fn(char) -> bool| side.is_some_and(class);
        match self.delimiter {
            // 3*4*5, 138****5678
            b'*' if is(before, |c| c.is_ascii_digit()) && is(after, |c| c.is_ascii_digit()) => (false, false),
            b'*' => {
                let chinese = is(before, is_cjk) || is(after, is_cjk);
                (
                    left || chinese && !blank(after) && !is(after, is_closing),
                    right || chinese && !blank(before) && !is(before, is_opening),
                )
            }
            b'_' => (left && (!right || sign(before)), right && (!left || sign(after))),
            // A single ~ is a range of years or numbers.
            _ if self.len == 2 => (!blank(after), !blank(before)),
            _ => (false, false),
        }
    }
}

impl Run {
    /// Whether its delimiters were meant to do something, so that those left over are worth a finding.
    pub(super) fn looks_meant(self) -> bool {
        let flanks = self.flanks();
        let masks = |side: Option<char>| side.is_some_and(|c| c.is_ascii_digit());
        self.delimiter == b'*'
            && (flanks.0 || flanks.1 || self.len == 2)
            && !(masks(self.before) && masks(self.after))
    }
}

/// A run that may still open elements.
struct Opener {
    /// Its number among all runs.
    index: usize,
    run: Run,
    can_close: bool,
}

/// Kinds of closers: by delimiter, by whether they can open too, by length modulo three.
const KINDS: usize = 18;

#[derive(Default)]
struct Pairing {
    done: Vec<Paired>,
    openers: Vec<Opener>,
    /// Per kind of closer: below this height no opener fits. Keeps the whole linear.
    floors: [usize; KINDS],
    /// For each link or image around: height and floors when it began.
    scopes: Vec<(usize, [usize; KINDS])>,
}

impl Pairing {
    fn run(&mut self, run: Run) {
        let index = self.done.len();
        self.done.push(Paired { left: run.len, ..Paired::default() });
        let (can_open, can_close) = run.flanks();
        if can_close {
            self.close(index, run, can_open);
        }
        if can_open && self.done[index].left > 0 {
            self.openers.push(Opener { index, run, can_close });
        }
    }

    fn close(&mut self, index: usize, run: Run, can_open: bool) {
        let kind = kind(run, can_open);
        while self.done[index].left > 0 {
            let floor = self.scopes.last().map_or(0, |scope| scope.0).max(self.floors[kind]);
            let fits = |opener: &Opener| {
                let third = (can_open || opener.can_close) && (opener.run.len + run.len).is_multiple_of(3);
                opener.run.delimiter == run.delimiter && (!third || run.len.is_multiple_of(3))
            };
            let found = self.openers.get(floor..).and_then(|openers| openers.iter().rposition(fits));
            let Some(height) = found.map(|above| floor + above) else {
                self.floors[kind] = self.openers.len();
                return;
            };
            let opener = self.openers[height].index;
            let count = self.done[opener].left.min(self.done[index].left).min(2);
            let element = match (run.delimiter, count) {
                (b'~', _) => Element::Deleted,
                (_, 1) => Element::Emphasis,
                _ => Element::Strong,
            };
            self.done[opener].left -= count;
            self.done[opener].begins.push(element);
            self.done[index].left -= count;
            self.done[index].ends.push(element);
            self.openers.truncate(if self.done[opener].left > 0 { height + 1 } else { height });
            for floor in &mut self.floors {
                *floor = self.openers.len().min(*floor);
            }
        }
    }
}

fn kind(run: Run, can_open: bool) -> usize {
    let delimiter = match run.delimiter {
        b'*' => 0,
        b'_' => 1,
        _ => 2,
    };
    (delimiter * 2 + usize::from(can_open)) * 3 + run.len % 3
}
