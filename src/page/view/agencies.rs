//! The list of all agencies.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Here, YearRef};
use crate::page::AgencyEntry;
use crate::portal::{Kind, Route};

/// All agencies.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Agencies {
    /// The agencies by kind.
    pub groups: Vec<AgencyGroup>,
}

/// The agencies of one kind.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AgencyGroup {
    /// Kind of body.
    pub kind: Kind,
    /// The agencies, in the order of the register.
    pub agencies: Vec<AgencyLink>,
}

/// An agency in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AgencyLink {
    /// Full name.
    pub name: String,
    /// Its page; empty where it has none because it has no report.
    pub href: String,
    /// Former names.
    pub aliases: Vec<String>,
    /// Last year it reports on; null where the register does not say so.
    pub until: Option<i32>,
    /// How many reports it has.
    pub reports: usize,
    /// Its newest report; null where it has none.
    pub newest: Option<YearRef>,
}

impl Here<'_> {
    pub(super) fn agencies(&self, all: &[AgencyEntry]) -> Agencies {
        let groups = by_kind(
            all,
            |entry| entry.agency.kind,
            |entry| {
                let agency = &entry.agency;
                AgencyLink {
                    name: agency.name.clone(),
                    href: self.agency_page(agency, !entry.years.is_empty()),
                    aliases: agency.aliases.clone(),
                    until: agency.until,
                    reports: entry.years.len(),
                    newest: self.year(entry.years.first().copied(), |year| Route::report(year, &agency.slug)),
                }
            },
        );
        Agencies { groups: groups.map(|(kind, agencies)| AgencyGroup { kind, agencies }).collect() }
    }
}

/// Things by the kind of their agency, in the order of kinds, without kinds that have none.
pub(super) fn by_kind<T, V>(
    all: &[T],
    kind_of: impl Fn(&T) -> Kind,
    show: impl Fn(&T) -> V,
) -> impl Iterator<Item = (Kind, Vec<V>)> {
    Kind::ALL.iter().filter_map(move |&(_, kind)| {
        let made: Vec<V> = all.iter().filter(|entry| kind_of(entry) == kind).map(&show).collect();
        (!made.is_empty()).then_some((kind, made))
    })
}
