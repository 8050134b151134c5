use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Failure {
    #[pickle(args)]
    args: (i64,),
}

fn main() {}
