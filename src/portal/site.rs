//! site.toml: the settings of a portal.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Agency, Base, Kind, Level, Target, Words};
use crate::finding::{self, Finding, Place, Rule};
use crate::language::Language;
use crate::text::{Source, Span};

/// The settings of a portal, each with its default.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Name of the portal.
    pub title: String,
    /// A sentence on what it is, for its home page and for search engines.
    #[serde(default)]
    pub description: String,
    /// Where it will be served, as `https://host/path/`; needed for the 404 page below a path and for canonical links.
    #[serde(default)]
    pub base_url: Base,
    /// Language of the interface.
    #[serde(default)]
    pub language: Language,
    /// Name of the theme.
    #[serde(default = "default_theme")]
    pub theme: String,
    /// Level of the government.
    #[serde(default)]
    pub level: Level,
    /// Set where all content is invented: every page says so.
    #[serde(default)]
    pub sample: bool,
    /// The body that runs the portal, for the footer.
    #[serde(default)]
    pub organiser: String,
    /// What a government's web site must say at its foot; nothing of it is invented.
    #[serde(default)]
    pub footer: Footer,
    /// Whether the portal has a page of the open findings about its reports.
    #[serde(default)]
    pub status: bool,
    /// The other languages in which the portal is built too, with its texts in them.
    #[serde(default)]
    pub translations: BTreeMap<Language, Texts>,
    /// Due dates.
    #[serde(default)]
    pub due: Due,
    /// From which likeness on a text counts as copied.
    #[serde(default)]
    pub similarity: Similarity,
    /// When a figure has leapt.
    #[serde(default)]
    pub swing: Swing,
    /// Levels of rules that differ from the catalogue's.
    #[serde(default)]
    pub levels: BTreeMap<String, finding::Level>,
    /// Words that reports should not use, with what is right instead: nothing where there is no such thing. Those of
    /// `content/words.tsv` are added.
    #[serde(default)]
    pub words: Words,
    /// What must be before a report is published, and in which forms the files are.
    #[serde(default)]
    pub publication: Publication,
    /// Where the portal is sent, by name.
    #[serde(default)]
    pub targets: BTreeMap<String, Target>,
}

/// How reports are published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Publication {
    /// Whether a report must be approved: `status` says so, and `review` says by whom and when.
    pub approval: bool,
    /// Whether there is a file compressed with Brotli (`.br`) beside each one that gains by it; `.gz` are always there.
    pub brotli: bool,
    /// The public key, in the format of minisign, that what is published is signed with; empty where it is not signed.
    pub public_key: String,
}

/// What stands at the foot of a government's web site; empty where it is not to stand there.
///
/// Asked for by 政府网站发展指引 (国办发〔2017〕47号).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Footer {
    /// Code of the government web site (网站标识码), ten digits.
    pub site_code: String,
    /// Number of the ICP filing (ICP 备案号).
    pub icp: String,
    /// Number of the filing with the police (公安备案号).
    pub police: String,
    /// How to reach the body that runs the portal.
    pub contact: String,
    /// Address of the certificate behind the mark of party and government bodies (党政机关网站标识).
    pub badge: String,
    /// Address where readers tell of mistakes (我为政府网站找错).
    pub report_error: String,
    /// Address of the map of the whole web site (站点地图).
    pub sitemap: String,
}

/// The texts of site.toml in another language; those of the main language stand in for what is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Texts {
    /// Name of the portal.
    pub title: Option<String>,
    /// A sentence on it.
    pub description: Option<String>,
    /// Who runs it.
    pub organiser: Option<String>,
}

/// When the change of a figure since last year is worth a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Swing {
    /// By how many times it has grown or shrunk, at least.
    pub factor: NonZeroU32,
    /// What the larger of the two figures is, at least.
    pub least: u32,
}

impl Default for Swing {
    fn default() -> Self {
        const TEN: NonZeroU32 = NonZeroU32::new(10).expect("ten is not zero");
        Self { factor: TEN, least: 20 }
    }
}

/// Due dates as `MM-DD` of the following year, by kind of agency.
///
/// The regulation (政府信息公开条例, art. 49) sets 31 January for departments and 31 March for governments; towns are
/// not named there and follow the departments in practice.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Due {
    /// Governments.
    pub government: String,
    /// Departments.
    pub department: String,
    /// Towns (镇、乡).
    pub town: String,
    /// Subdistricts (街道).
    pub subdistrict: String,
    /// Institutions (事业单位).
    pub institution: String,
}

impl Default for Due {
    fn default() -> Self {
        let january = || "01-31".to_owned();
        Self {
            government: "03-31".to_owned(),
            department: january(),
            town: january(),
            subdistrict: january(),
            institution: january(),
        }
    }
}

/// From how many per cent on a part of a report counts as copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Similarity {
    /// From last year's report.
    pub last_year: usize,
    /// From another agency's report of the same year.
    pub sister: usize,
}

impl Default for Similarity {
    fn default() -> Self {
        Self { last_year: 95, sister: 95 }
    }
}

fn default_theme() -> String {
    "default".to_owned()
}

impl Site {
    /// Reads site.toml.
    pub fn read(source: &Source) -> Result<Self, Box<Finding>> {
        let wrong = |span: Span, detail: &str| {
            Box::new(Finding::new(Rule::SITE_SYNTAX, Place::new(&source.path, span)).arg("detail", detail))
        };
        let site: Self = toml::from_str(&source.text).map_err(|error| {
            let span = error.span().map(|range| Span::new(range.start, range.end)).unwrap_or_default();
            wrong(span, error.message())
        })?;
        let due = [&site.due.government, &site.due.department, &site.due.town, &site.due.subdistrict];
        for text in due.into_iter().chain([&site.due.institution]) {
            if day(text, 2023).is_none() {
                let at = source.text.find(text.as_str()).unwrap_or(0);
                return Err(wrong(Span::new(at, at + text.len()), "MM-DD"));
            }
        }
        let Similarity { last_year, sister } = site.similarity;
        for (key, limit) in [("last_year", last_year), ("sister", sister)] {
            if !(1..=100).contains(&limit) {
                let at = source.text.find(key).unwrap_or(0);
                return Err(wrong(Span::new(at, at + key.len()), "1–100"));
            }
        }
        let Footer { site_code, badge, report_error, sitemap, .. } = &site.footer;
        let at = |text: &str| {
            let at = source.text.find(text).unwrap_or(0);
            Span::new(at, at + text.len())
        };
        if !site_code.is_empty() && (site_code.len() != 10 || site_code.bytes().any(|b| !b.is_ascii_digit()))
        {
            return Err(wrong(at(site_code), "site_code = \"9999000001\""));
        }
        let key = &site.publication.public_key;
        if !key.is_empty() && minisign_verify::PublicKey::from_base64(key).is_err() {
            return Err(wrong(at(key), "public_key = \"RW…\" (minisign)"));
        }
        for address in [badge, report_error, sitemap].into_iter().filter(|address| !address.is_empty()) {
            if !["https://", "http://", "/"].iter().any(|start| address.starts_with(start)) {
                return Err(wrong(at(address), "https://… | http://… | /…"));
            }
        }
        Ok(site)
    }

    /// All languages in which the portal is built, the main one first.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        let others = self.translations.keys().copied().filter(|language| *language != self.language);
        std::iter::once(self.language).chain(others)
    }

    /// The folder of all pages in a language; empty for the main one.
    pub fn folder(&self, language: Language) -> &'static str {
        if language == self.language { "" } else { language.folder() }
    }

    /// Where site.toml names the theme; its head where it names none.
    pub fn names_theme(source: &Source) -> Place {
        #[derive(Deserialize)]
        struct Named {
            theme: toml::Spanned<toml::Value>,
        }
        let span = toml::from_str::<Named>(&source.text).map(|named| named.theme.span()).unwrap_or_default();
        Place::new(&source.path, Span::new(span.start, span.end))
    }

    /// The day by which the report of an agency on a year is due; none if the register gives no valid day.
    pub fn due(&self, agency: &Agency, year: i32) -> Option<Date> {
        let of_kind = match agency.kind {
            Kind::Government => &self.due.government,
            Kind::Department => &self.due.department,
            Kind::Town => &self.due.town,
            Kind::Subdistrict => &self.due.subdistrict,
            Kind::Institution => &self.due.institution,
        };
        day(agency.due.as_ref().unwrap_or(of_kind), year + 1)
    }
}

/// `MM-DD` in a year.
pub(super) fn day(text: &str, year: i32) -> Option<Date> {
    let (month, day) = text.split_once('-')?;
    Date::new(i16::try_from(year).ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
