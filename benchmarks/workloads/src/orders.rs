//! W2: orders that share their customers.

use std::rc::Rc;

use indexmap::IndexMap;
use pickle_core::pystd::{Date, DateTime, Decimal, Time};
use pickle_core::{Pickle, Result};
use serde::{Deserialize, Serialize};

use crate::random::Random;

const ORDERS_PER_CUSTOMER: usize = 10;
const ITEMS_PER_ORDER: usize = 5;
const NOTES: [&str; 4] = ["comment", "courier", "gift", "voucher"];

/// Somebody who orders.
#[derive(Debug, Clone, PartialEq, Eq, Pickle, Serialize, Deserialize)]
#[pickle(module = "models")]
#[expect(missing_docs, reason = "the names say it")]
pub struct Customer {
    pub id: i64,
    pub name: String,
    pub email: Option<String>,
}

/// Some pieces of one article.
#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "models")]
#[expect(missing_docs, reason = "the names say it")]
pub struct LineItem {
    pub sku: String,
    pub quantity: i64,
    pub price: Decimal,
}

/// What a customer ordered; about ten orders share one customer.
#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "models")]
#[expect(missing_docs, reason = "the names say it")]
pub struct Order {
    pub id: i64,
    pub customer: Rc<Customer>,
    pub items: Vec<LineItem>,
    pub placed: DateTime,
    pub total: Decimal,
    pub notes: IndexMap<String, String>,
}

/// The first of the orders.
///
/// # Panics
///
/// Never: every date and number that is made is one.
pub fn orders(count: usize) -> Vec<Order> {
    let mut random = Random::new(2);
    let customers: Vec<Rc<Customer>> =
        (0..count.div_ceil(ORDERS_PER_CUSTOMER)).map(|id| Rc::new(customer(&mut random, id as i64))).collect();
    (0..count)
        .map(|id| {
            let customer = Rc::clone(random.choose(&customers));
            order(&mut random, id as i64, customer).expect("every date and number is one")
        })
        .collect()
}

fn customer(random: &mut Random, id: i64) -> Customer {
    let name = format!("{} {}{id}", random.letters(4, 8), random.letters(4, 8));
    let email = (!random.once_in(4)).then(|| format!("{}@example.org", random.letters(6, 12)));
    Customer { id, name, email }
}

fn order(random: &mut Random, id: i64, customer: Rc<Customer>) -> Result<Order> {
    Ok(Order {
        id,
        customer,
        items: (0..ITEMS_PER_ORDER).map(|_| line_item(random)).collect::<Result<_>>()?,
        placed: placed(random)?,
        total: amount(random, 10_000)?,
        notes: (0..random.below(4)).map(|_| note(random)).collect(),
    })
}

fn line_item(random: &mut Random) -> Result<LineItem> {
    let sku = format!("{}-{:06}", random.letters(3, 3), random.below(1_000_000));
    Ok(LineItem { sku, quantity: 1 + random.below(20) as i64, price: amount(random, 1_000)? })
}

fn amount(random: &mut Random, limit: u64) -> Result<Decimal> {
    Decimal::new(&format!("{}.{:02}", random.below(limit), random.below(100)))
}

fn placed(random: &mut Random) -> Result<DateTime> {
    let date = Date::new(2015 + random.below(10) as u16, 1 + random.below(12) as u8, 1 + random.below(28) as u8)?;
    let [hour, minute, second] = [24, 60, 60].map(|limit| random.below(limit) as u8);
    Ok(DateTime::new(date, Time::new(hour, minute, second, random.below(1_000_000) as u32)?))
}

fn note(random: &mut Random) -> (String, String) {
    ((*random.choose(&NOTES)).to_owned(), random.letters(8, 24))
}
