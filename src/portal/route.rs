//! Routes: which output file shows what, and how one page links to another. All addresses are made here.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};

use crate::ledger::LEDGER;

/// The path of an output file below the output directory, with `/`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Route(String);

impl Route {
    /// The home page.
    pub fn home() -> Self {
        Self("index.html".to_owned())
    }

    /// The page of a year.
    pub fn year(year: i32) -> Self {
        Self(format!("{year}/index.html"))
    }

    /// The page of a report.
    pub fn report(year: i32, agency: &str) -> Self {
        Self(format!("{year}/{agency}/index.html"))
    }

    /// A file beside a report: its data or an attachment.
    pub fn beside_report(year: i32, agency: &str, name: &str) -> Self {
        Self(format!("{year}/{agency}/{name}"))
    }

    /// The list of agencies.
    pub fn agencies() -> Self {
        Self("agencies/index.html".to_owned())
    }

    /// The page of an agency.
    pub fn agency(slug: &str) -> Self {
        Self(format!("agencies/{slug}/index.html"))
    }

    /// A plain page.
    pub fn plain(slug: &str) -> Self {
        Self(format!("pages/{slug}/index.html"))
    }

    /// The figures of a year, summed up, with the agencies behind each sum.
    pub fn totals(year: i32) -> Self {
        Self(format!("totals/{year}/index.html"))
    }

    /// Where any two reports are set side by side.
    pub fn compare() -> Self {
        Self("compare/index.html".to_owned())
    }

    /// A report beside that of the year before.
    pub fn year_on_year(year: i32, agency: &str) -> Self {
        Self(format!("compare/{year}/{agency}/index.html"))
    }

    /// All agencies by all years.
    pub fn matrix() -> Self {
        Self("matrix/index.html".to_owned())
    }

    /// What checking the portal has found.
    pub fn status() -> Self {
        Self("status/index.html".to_owned())
    }

    /// The search page.
    pub fn search() -> Self {
        Self("search/index.html".to_owned())
    }

    /// The page that a server shows for addresses that do not exist.
    pub fn not_found() -> Self {
        Self("404.html".to_owned())
    }

    /// A file of the search index.
    pub fn search_file(name: &str) -> Self {
        Self(format!("search/{name}"))
    }

    /// The text of this page as the search reads it.
    #[must_use]
    pub fn search_text(&self) -> Self {
        let name = self.0.strip_suffix("/index.html").unwrap_or(&self.0);
        Self(format!("search/text/{name}.json"))
    }

    /// Where the open data can be downloaded.
    pub fn data() -> Self {
        Self("data/index.html".to_owned())
    }

    /// What everything in the open data means.
    pub fn dictionary() -> Self {
        Self("data/dictionary/index.html".to_owned())
    }

    /// A file of the open data.
    pub fn data_file(name: &str) -> Self {
        Self(format!("data/{name}"))
    }

    /// The ledger: what was published when.
    pub fn ledger() -> Self {
        Self::data_file(LEDGER)
    }

    /// The feed of all reports and corrections.
    pub fn feed() -> Self {
        Self("feed.xml".to_owned())
    }

    /// The feed of an agency.
    pub fn agency_feed(slug: &str) -> Self {
        Self(format!("agencies/{slug}/feed.xml"))
    }

    /// The map of all pages for search engines, or its index where it has several files.
    pub fn sitemap() -> Self {
        Self("sitemap.xml".to_owned())
    }

    /// One of several files of the map, counted from 1.
    pub fn sitemap_part(number: usize) -> Self {
        Self(format!("sitemap-{number}.xml"))
    }

    /// What programs may read.
    pub fn robots() -> Self {
        Self("robots.txt".to_owned())
    }

    /// An asset of the theme under its fingerprinted name.
    pub fn asset(name: &str) -> Self {
        Self(format!("assets/{name}"))
    }

    /// The route that a path below the root of the portal asks for: a folder stands for its page. Whether there is
    /// anything is another question.
    pub fn asked(path: &str) -> Self {
        if path.is_empty() || path.ends_with('/') {
            Self(format!("{path}index.html"))
        } else {
            Self(path.to_owned())
        }
    }

    /// The same file in a folder of the output: the pages in another language lie so. No folder changes nothing.
    #[must_use]
    pub fn within(self, folder: &str) -> Self {
        if folder.is_empty() { self } else { Self(format!("{folder}/{}", self.0)) }
    }

    /// The inverse of [`Route::within`].
    #[must_use]
    pub fn without(&self, folder: &str) -> Self {
        let inner = self.0.strip_prefix(folder).filter(|_| !folder.is_empty());
        Self(inner.map_or(&*self.0, |inner| inner.trim_start_matches('/')).to_owned())
    }

    /// The same file in compressed form, beside it: what web servers look for.
    #[must_use]
    pub fn compressed(&self, ending: &str) -> Self {
        Self(format!("{}.{ending}", self.0))
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the file is a page.
    pub fn is_page(&self) -> bool {
        self.0.strip_suffix(".html").is_some()
    }

    /// Whether the file is an asset: another content would have another name.
    pub fn is_asset(&self) -> bool {
        self.0.starts_with("assets/")
    }

    /// The link from a page to this file: relative, and to the file itself, so that it works under any base path, from
    /// a subfolder of another site, and on pages opened from a disk.
    pub fn from(&self, page: &Self) -> String {
        let from: Vec<&str> = page.0.split('/').collect();
        let to: Vec<&str> = self.0.split('/').collect();
        let common =
            from.iter().zip(&to).take(from.len().min(to.len()) - 1).take_while(|(a, b)| a == b).count();
        let up = "../".repeat(from.len() - 1 - common);
        let down: Vec<String> = to[common..].iter().map(|segment| encode(segment)).collect();
        format!("{up}{}", down.join("/"))
    }

    /// The folder of this file, as a page links to it; empty where that is the folder of the page.
    pub fn folder_from(&self, page: &Self) -> String {
        let link = self.from(page);
        link.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"))
    }

    /// The address below a base, for canonical links and for the 404 page; `index.html` is left to the server.
    pub fn below(&self, base: &str) -> String {
        let path = self.0.strip_suffix("index.html").unwrap_or(&self.0);
        let segments: Vec<String> = path.split('/').map(encode).collect();
        format!("{base}{}", segments.join("/"))
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encodes what may not stand in a path segment of an address.
fn encode(segment: &str) -> String {
    let mut out = String::with_capacity(segment.len());
    for byte in segment.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'=' => {
                out.push(char::from(byte));
            }
            other => {
                let _ = write!(out, "%{other:02X}");
            }
        }
    }
    out
}

/// Where a portal is served: empty, or `http(s)://host[:port]/path/`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Base(String);

impl Base {
    /// The address with a `/` at its end; empty where none is set.
    pub fn url(&self) -> &str {
        &self.0
    }

    /// The host name with its port; empty where none is set.
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default()
    }

    /// The path of the address, `/` where none is set.
    pub fn path(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/")
    }
}

impl TryFrom<String> for Base {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"?#\\\"<>".contains(c);
        match host {
            Some(host)
                if !host.is_empty() && !host.starts_with(['/', ':', '@']) && host.chars().all(plain) =>
            {
                Ok(Self(if text.ends_with('/') { text } else { text + "/" }))
            }
            _ => Err(format!("base_url: {text} (https://host/path/)")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_to_the_page() {
        let report = Route::report(2022, "haicheng");
        assert_eq!(Route::home().from(&report), "../../index.html");
        assert_eq!(Route::report(2021, "haicheng").from(&report), "../../2021/haicheng/index.html");
        assert_eq!(Route::report(2022, "bei").from(&report), "../bei/index.html");
        assert_eq!(
            Route::beside_report(2022, "haicheng", "附件 1.pdf").from(&report),
            "%E9%99%84%E4%BB%B6%201.pdf"
        );
        assert_eq!(Route::asset("a.css").from(&Route::home()), "assets/a.css");
        // As folders of years are named for programs; it may stand in a path as it is.
        assert_eq!(Route::data_file("year=2022/a.parquet").from(&Route::data()), "year=2022/a.parquet");
        assert_eq!(Route::home().from(&Route::home()), "index.html");
        assert_eq!(Route::home().folder_from(&report), "../../");
        assert_eq!(report.folder_from(&report.clone().within("en")), "../../../2022/haicheng/");
        assert_eq!(report.folder_from(&report), "");
    }

    #[test]
    fn a_base_is_an_address_of_the_web() {
        let base = |text: &str| Base::try_from(text.to_owned());
        assert_eq!(
            base("https://example.gov.cn/xxgk").map(|base| base.path().to_owned()),
            Ok("/xxgk/".to_owned())
        );
        assert_eq!(base("http://localhost:8080").map(|base| base.path().to_owned()), Ok("/".to_owned()));
        assert_eq!(base("").map(|base| base.path().to_owned()), Ok("/".to_owned()));
        for wrong in
            ["file:///srv", "example.gov.cn", "https://", "https:///a", "https://a b/", "https://a/?x"]
        {
            assert!(base(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Route::report(2022, "a").below("https://x/y/"), "https://x/y/2022/a/");
    }
}
