use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(union)]
enum Price {
    Cents(i64),
    Text(String),
    Euros(i64),
}

fn main() {}
