use pickle_core::Pickle;

struct Money;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Page<T> {
    items: Vec<T>,
}

fn dump(page: &Page<Money>) {
    pickle_core::dumps(page);
}

fn main() {}
