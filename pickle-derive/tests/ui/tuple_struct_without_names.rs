use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Point(f64, #[pickle(rename = "y")] f64, i64);

fn main() {}
