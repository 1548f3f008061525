//! All integration tests, in one binary.

mod charts;
mod command;
mod disk;
mod engine;
mod exchange;
mod figures;
mod fix;
mod forms;
mod government;
mod handbook;
mod interface;
mod language;
mod languages;
mod layers;
mod links;
mod numbers;
mod output;
mod pages;
mod portal;
mod privacy;
mod reports;
mod rules;
mod site;
mod slip;
mod snapshot;
mod themes;
