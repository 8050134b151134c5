use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "args")]
struct Point(i64, #[pickle(state)] String);

#[derive(Pickle)]
#[pickle(module = "app", layout = "call")]
struct Failure(#[pickle(args)] (i64,), String);

fn main() {}
