//! Locks of the preview.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Takes a lock. What is kept behind the locks of the preview is whole at every moment, also where a thread has failed that
/// held one.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
