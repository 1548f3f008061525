//! HTTP as the preview speaks it: `serve::http` alone, with a small site of its own, asked over plain sockets.

mod answers;
mod crowd;
mod events;
mod hosts;
mod requests;
mod wire;
