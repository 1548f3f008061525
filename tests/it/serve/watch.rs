//! Watching: what `serve::watch` and `disk::refresh` make of changes on a disk.
