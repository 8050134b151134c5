use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Meters {
    #[pickle(value = "integer")]
    value: i64,
}

fn main() {}
