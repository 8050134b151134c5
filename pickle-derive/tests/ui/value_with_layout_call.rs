use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "call")]
struct Meters {
    #[pickle(value = "int")]
    value: i64,
}

fn main() {}
