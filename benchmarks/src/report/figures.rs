//! Numbers as a reader wants them: three digits and a unit.

/// A time, of nanoseconds.
pub(crate) fn time(nanoseconds: f64) -> String {
    scaled(nanoseconds, 1000.0, &["ns", "µs", "ms", "s"])
}

/// A size, of bytes.
pub(crate) fn bytes(bytes: f64) -> String {
    if bytes == 0.0 { "none".to_owned() } else { scaled(bytes, 1024.0, &["B", "KiB", "MiB", "GiB"]) }
}

/// A ratio, with a sign of multiplication behind it.
pub(crate) fn ratio(ratio: f64) -> String {
    const SMALLEST: f64 = 0.005;
    match ratio {
        0.0 => "0×".to_owned(),
        ..SMALLEST => "<0.01×".to_owned(),
        _ => format!("{}×", three_digits(ratio)),
    }
}

/// A whole number with commas between thousands.
pub(crate) fn count(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn scaled(mut value: f64, step: f64, units: &[&str]) -> String {
    let mut units = units.iter();
    let mut unit = units.next();
    while value >= step * 0.9995 && units.len() > 0 {
        value /= step;
        unit = units.next();
    }
    format!("{} {}", three_digits(value), unit.unwrap_or(&""))
}

fn three_digits(value: f64) -> String {
    match value {
        ..9.995 => format!("{value:.2}"),
        ..99.95 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

#[test]
fn figures_have_three_digits_and_a_unit() {
    assert_eq!(time(12.345), "12.3 ns");
    assert_eq!(time(999.9), "1.00 µs");
    assert_eq!(time(39_500_000.0), "39.5 ms");
    assert_eq!(time(2e12), "2000 s");
    assert_eq!(bytes(0.0), "none");
    assert_eq!(bytes(1536.0), "1.50 KiB");
    assert_eq!(ratio(0.6449), "0.64×");
    assert_eq!(ratio(12.04), "12.0×");
    assert_eq!([ratio(0.0), ratio(0.001)], ["0×", "<0.01×"]);
}

#[test]
fn thousands_have_commas() {
    assert_eq!(count(200), "200");
    assert_eq!(count(200_000), "200,000");
    assert_eq!(count(8_388_608), "8,388,608");
}
