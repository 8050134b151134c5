use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "call")]
struct Failure {
    #[pickle(args, rename = "arguments", slot)]
    args: (i64,),
}

fn main() {}
