//! The program `gongkai`: a thin shell around the library.

fn main() {}
