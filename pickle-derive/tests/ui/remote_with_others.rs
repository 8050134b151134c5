use pickle_core::Pickle;

struct Order;

#[derive(Pickle)]
#[pickle(module = "app", remote = Order, layout = "global")]
struct Global;

#[derive(Pickle)]
#[pickle(module = "app", remote = Order, getstate = state, setstate = of_state)]
struct State;

fn main() {}
