//! Watching a site: which of its files may have changed.
