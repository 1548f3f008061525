//! All integration tests, in one binary.

mod browser;
mod budget;
mod command;
mod disk;
mod engine;
mod exchange;
mod figures;
mod fix;
mod forms;
mod handbook;
mod language;
mod layers;
mod output;
mod pages;
mod portal;
mod privacy;
mod reports;
mod rules;
mod site;
mod slip;
mod snapshot;
