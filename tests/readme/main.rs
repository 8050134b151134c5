fn pay_first_order(file: &Path) -> Result<(), Box<dyn Error>> {
    let mut orders: Vec<Order> = pickle_core::loads(&fs::read(file)?)?;
    orders[0].status = Status::Paid;
    orders[0].notes.insert("paid".to_owned(), "by card".to_owned());
    fs::write(file, pickle_core::dumps(&orders)?)?;
    Ok(())
}
