//! How much a finding matters.

use serde::{Deserialize, Serialize};

/// Level of a finding, the most serious first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Blocks: the portal is not written.
    Error,
    /// To be mended or accepted with a reason; blocks with `--strict`.
    Warning,
    /// Worth knowing.
    Note,
}

impl Level {
    /// The name as in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}
