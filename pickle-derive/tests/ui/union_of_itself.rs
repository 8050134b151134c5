use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(union)]
enum Json {
    Number(f64),
    List(Vec<Json>),
    Boxed(Box<Json>),
    Optional(Option<Box<Self>>),
}

fn main() {}
