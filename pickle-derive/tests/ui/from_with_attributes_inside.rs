use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(from = i64)]
enum Answer {
    #[pickle(value = 1)]
    Yes,
    Other(#[pickle(default)] i64),
}

impl From<i64> for Answer {
    fn from(value: i64) -> Self {
        Answer::Other(value)
    }
}

#[derive(Pickle)]
#[pickle(try_from = i64)]
struct Positive {
    #[pickle(rename = "n")]
    number: i64,
}

impl TryFrom<i64> for Positive {
    type Error = String;

    fn try_from(number: i64) -> Result<Self, String> {
        Ok(Positive { number })
    }
}

fn main() {}
