//! HTTP/1.1 for a preview on one machine: requests with limits, answers that are always complete.
