use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Pair {
    #[pickle(value = "tuple")]
    value: [i64; 2],
}

fn main() {}
