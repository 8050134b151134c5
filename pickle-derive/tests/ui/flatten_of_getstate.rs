use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", getstate = Base::state, setstate = Base::of_state)]
struct Base {
    id: i64,
}

impl Base {
    fn state(&self) -> i64 {
        self.id
    }

    fn of_state(id: i64) -> Result<Base, String> {
        Ok(Base { id })
    }
}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(flatten)]
    base: Base,
}

fn main() {}
