use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(layout = "mapping", module = "app", name = "Movie", alias("old.Movie"), accept("dict"), newargs(title))]
struct Movie {
    title: String,
}

fn main() {}
