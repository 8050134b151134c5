use pickle_core::{Pickle, Unpickle};

#[derive(Pickle)]
#[pickle(union, bound(pickle(T: Pickle), unpickle(T: Unpickle<'de>)))]
enum Either<T> {
    Value(T),
    Text(String),
}

fn main() {}
