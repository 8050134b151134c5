//! No protocol of Python 3 writes old-style classes, so Rust writes a call of the class.

#[derive(Debug, Clone, PartialEq, ::pickle_core::Pickle)]
#[pickle(module = "py2_old_style", reduce = "py2_old_style.Sample", args(), state(number, text), accept("dict"))]
pub struct Sample {
    pub number: i64,
    pub text: ::std::string::String,
}
