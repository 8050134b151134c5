//! `model_construct()` leaves out what it is not given: `number` has no default, so an instance may lack it.

use pickle_core::{IndexSet, Maybe, Pickle};

#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "pydantic_assigned", layout = "pydantic2")]
pub struct Sample {
    pub number: Maybe<i64>,
    pub text: String,
    pub ratio: Option<f64>,
    #[pickle(fields_set)]
    pub fields_set: IndexSet<String>,
}
