//! A list is shared as a class is, by a counted pointer.

use std::rc::Rc;

use pickle_core::IndexMap;

#[derive(Debug, Clone, PartialEq, ::pickle_core::Pickle)]
#[pickle(module = "shared_list")]
pub struct Sample {
    pub numbers: Rc<Vec<i64>>,
    pub again: Rc<Vec<i64>>,
    pub names: IndexMap<String, Rc<Vec<i64>>>,
}
