//! Objects that hold each other: who owns them is said nowhere in the Python, and here it is the list of the samples.

use std::rc::Weak;

#[derive(Debug, Clone, ::pickle_core::Pickle)]
#[pickle(module = "self_cycle")]
pub struct Sample {
    pub name: String,
    pub next: Weak<Sample>,
}

/// By the names: what is next may be the sample itself.
impl PartialEq for Sample {
    fn eq(&self, other: &Sample) -> bool {
        let next = |sample: &Sample| sample.next.upgrade().map(|next| next.name.clone());
        (&self.name, next(self)) == (&other.name, next(other))
    }
}
