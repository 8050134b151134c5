use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", flag(READ = 4), layout = "args", unknown = "ignore")]
struct Permission(#[pickle(rename = "bits")] i64);

fn main() {}
