use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", reduce = "copyreg.__newobj__")]
struct Meters {
    #[pickle(value = "int")]
    value: i64,
}

fn main() {}
