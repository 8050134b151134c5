use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", newargs(unit))]
struct Meters {
    #[pickle(value = "int", alias = "metres")]
    value: i64,
    #[pickle(items)]
    marks: Vec<i64>,
    unit: String,
}

fn main() {}
