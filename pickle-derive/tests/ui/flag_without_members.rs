use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", flag())]
struct Empty(i64);

#[derive(Pickle)]
#[pickle(module = "app", flag)]
struct Bare(i64);

#[derive(Pickle)]
#[pickle(module = "app", flag(READ = "r", WRITE = 1 << 2))]
struct Strings(i64);

fn main() {}
