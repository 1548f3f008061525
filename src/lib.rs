//! gongkai (公开): annual reports on government information disclosure become a static portal.

pub mod build;
pub mod chart;
pub mod cli;
pub mod data;
pub mod deploy;
pub mod disk;
pub mod feed;
pub mod finding;
pub mod form;
pub mod language;
pub mod ledger;
pub mod link;
pub mod page;
pub mod portal;
pub mod prose;
pub mod report;
pub mod rule;
pub mod search;
pub mod serve;
pub mod slip;
pub mod syntax;
pub mod text;
pub mod theme;
pub mod webserver;
