use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", bound = "T: Pickle")]
struct Quoted<T> {
    value: T,
}

#[derive(Pickle)]
#[pickle(module = "app", bound(dump(T: Pickle)))]
struct Misnamed<T> {
    value: T,
}

#[derive(Pickle)]
#[pickle(module = "app", bound(T))]
struct NoBound<T> {
    value: T,
}

#[derive(Pickle)]
#[pickle(module = "app", bounds(T: Pickle))]
struct Misspelt<T> {
    value: T,
}

fn main() {}
