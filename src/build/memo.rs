//! Results of pure functions, kept for one turn after they were last used.

use std::collections::HashMap;

use crate::text::Digest;

/// Results by the digest of everything that they depend on. They are looked up, never listed: the order of a hash does not show.
pub struct Memo<V> {
    live: HashMap<Digest, V>,
    old: HashMap<Digest, V>,
    /// How many results this turn had to make.
    pub ran: usize,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { live: HashMap::new(), old: HashMap::new(), ran: 0 }
    }
}

impl<V: Clone + Send> Memo<V> {
    /// Starts a turn: what the last turn did not use is dropped.
    pub fn turn(&mut self) {
        self.old = std::mem::take(&mut self.live);
        self.ran = 0;
    }

    /// The results for `items`, in order; those not remembered are made by `make`, side by side.
    ///
    /// A key must be a digest of everything that `make` reads of its item.
    pub fn all<T: Sync>(
        &mut self,
        items: &[T],
        key: impl Fn(&T) -> Digest + Sync,
        make: impl Fn(&T) -> V + Sync,
    ) -> Vec<V>
    where
        V: Sync,
    {
        use rayon::prelude::*;
        let (live, old) = (&self.live, &self.old);
        let results: Vec<(Digest, V, bool)> = items
            .par_iter()
            .map(|item| {
                let key = key(item);
                match live.get(&key).or_else(|| old.get(&key)) {
                    Some(value) => (key, value.clone(), false),
                    None => (key, make(item), true),
                }
            })
            .collect();
        let mut values = Vec::with_capacity(results.len());
        for (key, value, made) in results {
            self.ran += usize::from(made);
            self.live.insert(key, value.clone());
            values.push(value);
        }
        values
    }
}
