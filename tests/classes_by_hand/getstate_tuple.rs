//! A state that only the two methods understand.

#[derive(Debug, Clone, PartialEq, ::pickle_core::Pickle)]
#[pickle(module = "getstate_tuple", getstate = Sample::state, setstate = Sample::of_state)]
pub struct Sample {
    pub number: i64,
    pub text: ::std::string::String,
}

impl Sample {
    fn state(&self) -> (i64, &str, i64) {
        (self.number, &self.text, 3)
    }

    fn of_state((number, text, version): (i64, String, i64)) -> Result<Sample, String> {
        if version == 3 { Ok(Sample { number, text }) } else { Err(format!("expected version 3, found {version}")) }
    }
}
