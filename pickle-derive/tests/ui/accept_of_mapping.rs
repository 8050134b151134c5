use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", accept("mapping"))]
struct Movie {
    title: String,
}

fn main() {}
