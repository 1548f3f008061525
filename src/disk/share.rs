//! Whether a folder is on another machine, whose changes the system does not tell.

use std::path::Path;

/// Whether a folder lies on a network share, or on a file system of which that may be so.
#[cfg(target_os = "linux")]
pub fn is_shared(path: &Path) -> bool {
    /// NFS, SMB, CIFS, SMB 2, 9p, FUSE: the numbers of statfs(2).
    const SHARED: [u32; 6] = [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x0102_1997, 0x6573_5546];
    // The numbers have 32 bits; the type that holds them is wider on some machines, and has a sign on most.
    let number = |kind: i128| u32::try_from(kind & 0xFFFF_FFFF).ok();
    rustix::fs::statfs(path)
        .is_ok_and(|stat| number(i128::from(stat.f_type)).is_some_and(|kind| SHARED.contains(&kind)))
}

/// Whether a folder lies on a network share.
#[cfg(windows)]
pub fn is_shared(path: &Path) -> bool {
    use std::path::{Component, Prefix};
    matches!(
        path.components().next(),
        Some(Component::Prefix(prefix)) if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
    )
}

/// Whether a folder lies on a network share, which is not known here.
#[cfg(not(any(target_os = "linux", windows)))]
pub fn is_shared(_: &Path) -> bool {
    false
}
