use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(union)]
enum Price {
    #[pickle(name = "CENTS", value = 1)]
    Cents(i64),
    #[pickle(alias("str"))]
    Text(String),
}

fn main() {}
