//! Mistakes with `#[derive(Pickle)]`: all are reported at once, each where it stands and once.

#[test]
fn mistakes_are_reported_where_they_stand() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
