use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", flag(READ = 4))]
struct Permission;

#[derive(Pickle)]
#[pickle(module = "app", flag(READ = 4))]
struct Named {
    bits: i64,
}

fn main() {}
