use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "call")]
struct Failure {
    #[pickle(args)]
    args: (i64,),
    #[pickle(arg)]
    code: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", reduce = "app.rebuild", args(code))]
struct Rebuilt {
    #[pickle(args)]
    args: (i64,),
    code: i64,
}

fn main() {}
