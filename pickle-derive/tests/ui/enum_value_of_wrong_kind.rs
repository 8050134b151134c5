use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
enum Color {
    #[pickle(value = Some(1))]
    Red,
    #[pickle(value = 'g')]
    Green,
    #[pickle(value = -"blue")]
    Blue,
    #[pickle(value = 18446744073709551616)]
    White,
    #[pickle(value = (1, 'g'))]
    Black,
    #[pickle(value)]
    Grey,
}

fn main() {}
