//! Orders as a table that a person can read.

use crate::models::Order;

const HEADINGS: [&str; 5] = ["order", "placed", "customer", "status", "items"];

/// Prints one row an order.
pub(crate) fn print(orders: &[Order]) {
    let rows: Vec<[String; 5]> = orders.iter().map(row).collect();
    let headings = HEADINGS.map(str::to_owned);
    let widths: [usize; 5] = std::array::from_fn(|column| {
        rows.iter().chain([&headings]).map(|row| row[column].chars().count()).max().unwrap_or_default()
    });
    let rules = widths.map(|width| "-".repeat(width));
    for row in [&headings, &rules].into_iter().chain(&rows) {
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        println!("  {}", cells.join("  ").trim_end());
    }
}

fn row(order: &Order) -> [String; 5] {
    let id = order.id.to_string();
    let email = order.customer.email.as_deref().unwrap_or("no email");
    let items: Vec<String> =
        order.items.iter().map(|item| format!("{} x {} at {}", item.quantity, item.sku, item.price)).collect();
    [
        format!("..{}", &id[id.len() - 4..]),
        order.placed.to_string(),
        format!("{}, {} ({email})", order.customer.name, order.customer.address.city),
        format!("{:?}", order.status),
        items.join("; "),
    ]
}
