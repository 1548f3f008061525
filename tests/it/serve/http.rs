//! HTTP as the preview speaks it: `serve::http` alone, with a small site of its own.
