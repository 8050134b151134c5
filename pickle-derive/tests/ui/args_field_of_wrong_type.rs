use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "call")]
struct Failure {
    #[pickle(args)]
    args: Vec<i64>,
}

fn main() {}
