//! A Rust service and a Python service exchange orders: typed load, table, edit, dump, and Python's answer.

use std::error::Error;
use std::path::Path;
use std::rc::Rc;
use std::{env, fs};

use pickle_core::{dumps, loads};

mod models {
    //! What `pickle-codegen examples/models.py` prints.
    #![allow(missing_docs, unreachable_pub, reason = "generated code is as public as its user makes it")]

    include!("../models.rs");
}
mod python;
mod table;

use models::{Customer, LineItem, Order, Status};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let from_python = fs::read(folder.join("orders.pickle"))?;
    let mut orders: Vec<Order> = loads(&from_python)?;
    println!("Python sent {} orders in {} bytes:\n", orders.len(), from_python.len());
    table::print(&orders);

    pay(&mut orders, 0);
    set_email(&mut orders, 1, "countess@example.org");
    let from_rust = dumps(&orders)?;
    println!("\nRust changed the first order and its customer, and dumped {} bytes:\n", from_rust.len());
    table::print(&orders);

    println!();
    match python::exchange(&folder.join("answer.py"), &from_rust, &[])? {
        Some(answer) => {
            println!("\nPython sent a changed copy back:\n");
            table::print(&loads::<Vec<Order>>(&answer)?);
        }
        None => println!("No python3 of 3.7 or later is on this machine, so nobody answers."),
    }
    Ok(())
}

/// Marks an order as paid and puts some cards on top.
fn pay(orders: &mut [Order], index: usize) {
    let order = &mut orders[index];
    let price = order.items[1].price.clone();
    order.status = Status::Paid;
    order.notes.insert("paid".to_owned(), "by card".to_owned());
    order.items.push(LineItem { sku: "card-81".to_owned(), quantity: 10, price, extra: Default::default() });
}

/// Changes a customer's address, in the one object that all orders of the customer share.
fn set_email(orders: &mut [Order], customer_id: i64, email: &str) {
    let Some(order) = orders.iter().find(|order| order.customer.id == customer_id) else { return };
    let before = Rc::clone(&order.customer);
    let after = Rc::new(Customer { email: Some(email.to_owned()), ..Customer::clone(&before) });
    for order in orders.iter_mut().filter(|order| Rc::ptr_eq(&order.customer, &before)) {
        order.customer = Rc::clone(&after);
    }
}
