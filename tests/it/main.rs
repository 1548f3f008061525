//! All integration tests, in one binary.

mod command;
mod disk;
mod engine;
mod exchange;
mod figures;
mod fix;
mod forms;
mod language;
mod layers;
mod pages;
mod portal;
mod reports;
mod rules;
mod site;
mod snapshot;
