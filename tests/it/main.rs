//! All integration tests, in one binary.

mod command;
mod figures;
mod forms;
mod language;
mod layers;
mod reports;
mod site;
