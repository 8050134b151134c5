use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "call")]
struct Failure {
    #[pickle(args)]
    args: (i64,),
    #[pickle(args)]
    more: (i64,),
}

fn main() {}
