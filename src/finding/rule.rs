//! What a rule is, and the rules that are told while files are read: id, level, code.
//!
//! The words of these rules stand in the catalogues: the message under the id (findings.ftl), the docs under `doc-<id>`
//! (rules.ftl). A test asserts that each has them in both languages.

use super::Level;
use crate::language::{Language, Message, Words};

/// A rule: what a finding is called and how much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Kebab-case name of what is wrong.
    pub id: &'static str,
    /// Level, unless site.toml says otherwise.
    pub level: Level,
    /// Its letter code in the catalogue of rules (docs/en/rules.md), empty where it has none.
    pub code: &'static str,
    /// Where its words stand, if not in the program's catalogues.
    pub words: Option<&'static Words>,
}

impl Rule {
    /// What the rule says, in a language.
    pub fn what(&self, language: Language) -> String {
        self.doc(language, "what")
    }

    /// Why it is one: the notice, the article, or the practice of evaluators.
    pub fn why(&self, language: Language) -> String {
        self.doc(language, "why")
    }

    /// How to mend what it finds.
    pub fn mend(&self, language: Language) -> String {
        self.doc(language, "mend")
    }

    fn doc(&self, language: Language, attribute: &str) -> String {
        let message = Message::new(format!("doc-{}", self.id)).of(self.words);
        language.say_attribute(&message, attribute).unwrap_or_default()
    }
}

/// Declares the rules as constants of this type and lists them.
macro_rules! declare {
    ($($(#[$doc:meta])* $name:ident = $level:ident $id:literal $($code:literal)?;)*) => {
        impl Rule {
            $($(#[$doc])* pub const $name: Self = Self {
                id: $id,
                level: Level::$level,
                code: concat!($($code)?),
                words: None,
            };)*

            /// All rules, in the order of their declaration.
            pub fn all() -> &'static [Self] {
                &[$(Self::$name),*]
            }
        }
    };
}

declare! {
    /// A file is not UTF-8.
    NOT_UTF8 = Error "not-utf8";
    /// A file holds a NUL byte.
    NUL_BYTE = Error "nul-byte";
    /// A character that cannot be seen and changes how others are shown (bidirectional controls, stray byte order mark).
    INVISIBLE_CHARACTER = Warning "invisible-character";
    /// A report or page does not begin with `---`.
    FRONT_MATTER_MISSING = Error "front-matter-missing";
    /// The closing `---` is missing.
    FRONT_MATTER_UNCLOSED = Error "front-matter-unclosed";
    /// A YAML text is larger, deeper or has more values than any real one.
    YAML_LIMIT = Error "yaml-limit";
    /// YAML that cannot be read.
    YAML_SYNTAX = Error "yaml-syntax";
    /// Anchors, aliases and tags, which these files do not use.
    YAML_ALIAS = Error "yaml-alias";
    /// A full-width colon where YAML wants `: `.
    FULL_WIDTH_COLON = Error "full-width-colon";
    /// The same key twice in one map.
    DUPLICATE_KEY = Error "duplicate-key";
    /// A key that means nothing here.
    UNKNOWN_KEY = Error "unknown-key";
    /// A key that must be there is not.
    MISSING_KEY = Error "missing-key";
    /// A list where a text is wanted, and the like.
    WRONG_TYPE = Error "wrong-type";
    /// A value outside the fixed choice.
    UNKNOWN_VALUE = Error "unknown-value";
    /// Not a date as `2022-01-31`.
    BAD_DATE = Error "bad-date";
    /// Not a slug: lower-case letters, digits and hyphens.
    BAD_SLUG = Error "bad-slug";
    /// A cell that is not a number.
    BAD_NUMBER = Error "bad-number" "T2";
    /// A negative number where only zero or more makes sense.
    NEGATIVE_NUMBER = Error "negative-number" "T2";
    /// A fraction where only whole numbers make sense.
    NOT_AN_INTEGER = Error "not-an-integer" "T2";
    /// Digits typed in full width; read, but to be mended.
    FULL_WIDTH_DIGITS = Warning "full-width-digits";
    /// A cell without a number. Blank is not zero.
    BLANK_CELL = Error "blank-cell" "T1";
    /// A row has more or fewer cells than the form has columns.
    ROW_LENGTH = Error "row-length" "T5";
    /// Rows of the form are not in the table.
    ROW_MISSING = Error "row-missing";
    /// A table of the form is not in the report.
    TABLE_MISSING = Error "table-missing";
    /// The tables are those of another year's form.
    FORM_MISMATCH = Error "form-mismatch" "F1";
    /// A table, row or column under an accepted variant of its official name.
    LABEL_ALIAS = Warning "label-alias" "T7";
    /// Official names typed with half-width brackets.
    HALF_WIDTH_LABEL = Warning "half-width-label" "L6";
    /// A part of the form is not in the report.
    PART_MISSING = Error "part-missing" "F2";
    /// A part stands twice.
    PART_DUPLICATE = Error "part-duplicate" "F2";
    /// The parts are not in the order of the form.
    PART_ORDER = Error "part-order" "F2";
    /// A heading is an accepted variant of the official one.
    PART_ALIAS = Warning "part-alias" "F2";
    /// A heading of the second level is none of the form's parts.
    PART_UNKNOWN = Warning "part-unknown";
    /// No form governs the year.
    YEAR_WITHOUT_FORM = Error "year-without-form" "F1";
    /// Year in the front matter and in the path differ.
    YEAR_MISMATCH = Error "year-mismatch";
    /// Agency in the front matter and file name differ.
    AGENCY_MISMATCH = Error "agency-mismatch";
    /// An agency that the register does not know.
    AGENCY_UNKNOWN = Error "agency-unknown";
    /// Two files that are reports of one agency and year.
    REPORT_TWICE = Error "report-twice" "D3";
    /// A report of a year in which the register says the agency did not exist.
    AGENCY_INACTIVE = Error "agency-inactive";
    /// Two agencies with one slug, name or alias, or two files that differ only in case.
    DUPLICATE_AGENCY = Error "duplicate-agency";
    /// Successors or parents that lead back to the agency itself.
    AGENCY_CYCLE = Error "agency-cycle";
    /// Two inputs that would be written to one output file.
    ROUTE_COLLISION = Error "route-collision";
    /// A file under content/ that is no report, page, register or attachment.
    UNEXPECTED_FILE = Warning "unexpected-file";
    /// An attachment of a kind that may run code in the reader's browser or machine.
    ATTACHMENT_TYPE = Error "attachment-type";
    /// A file that cannot be read, or a link that leads out of the site.
    UNREADABLE_FILE = Error "unreadable-file";
    /// A link, a fragment or an asset that leads nowhere; an id that is missing or stands twice.
    LINK_BROKEN = Warning "link-broken";
    /// An `accept:` that no finding answers to.
    ACCEPT_UNUSED = Warning "accept-unused";
    /// HTML inside Markdown; it is left out.
    RAW_HTML = Warning "raw-html";
    /// A link with a scheme other than http, https, mailto and tel; it is left out.
    UNSAFE_LINK = Error "unsafe-link";
    /// An image of another site: readers' browsers would tell that site who reads; its alternative text stands instead.
    EXTERNAL_IMAGE = Warning "external-image";
    /// `**` that made nothing bold.
    LEFTOVER_EMPHASIS = Warning "leftover-emphasis";
    /// Markdown nested deeper than any real text.
    MARKDOWN_TOO_DEEP = Error "markdown-too-deep";
    /// site.toml is missing or cannot be read.
    SITE_SYNTAX = Error "site-syntax";
    /// A ledger that was changed, cut or cannot be read.
    LEDGER_BROKEN = Error "ledger-broken";
    /// A date of publication that is not the one in the ledger.
    PUBLISHED_MOVED = Error "published-moved";
    /// A figure that changed after publication without a correction.
    CORRECTION_MISSING = Error "correction-missing";
    /// site.toml sets the level of a rule that there is not.
    UNKNOWN_RULE = Warning "unknown-rule";
    /// A line of content/words.tsv that is no word.
    WORDS_LINE = Warning "words-line";
    /// A form file that cannot be read.
    FORM_SYNTAX = Error "form-syntax";
    /// A form that contradicts itself.
    FORM_INVALID = Error "form-invalid";
    /// A theme that is not there, extends itself, or lacks a file.
    THEME_MISSING = Error "theme-missing";
    /// A theme.toml that cannot be read.
    THEME_SYNTAX = Error "theme-syntax";
    /// A theme for another version of the theme interface; an error where that is newer than the program.
    THEME_CONTRACT = Warning "theme-contract";
    /// A template that cannot be read or fails on a page.
    TEMPLATE_ERROR = Error "template-error";
}
