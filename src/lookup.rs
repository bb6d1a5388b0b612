//! Where things are looked up: a hash table faster than the standard one, whose order nobody may see.

/// A hash table. Its order changes from run to run: it is looked into and never walked over.
pub type Lookup<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;
