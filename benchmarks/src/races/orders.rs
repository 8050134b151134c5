//! W2.

use std::collections::HashSet;
use std::rc::Rc;

use anyhow::{Result, ensure};
use workloads::{Order, PlainOrder, orders};

use crate::contenders::{Encoded, pickle, prost};
use crate::lineup::Lineup;
use crate::report::Heat;
use crate::session::Session;

/// Runs the race.
pub(crate) fn run(session: &Session, count: usize) -> Result<Vec<Heat>> {
    let orders = orders(count);
    let plain_orders: Vec<_> = orders.iter().map(PlainOrder::from).collect();
    let pickles = session.pickles("orders", &orders, &plain_orders)?;
    let loaded: Vec<Order> = pickle_core::loads(&pickles.protocol_4)?;
    ensure!(customers(&loaded) == customers(&orders), "customers are copied");
    drop(loaded);
    let message = prost::Orders::from(&*plain_orders);
    let encoded = Encoded::of(&plain_orders, &message)?;

    let mut lineup = Lineup::default();
    pickle::enter(&mut lineup, &orders, &pickles)?;
    pickle::enter_reused(&mut lineup, &orders)?;
    encoded.enter(&mut lineup, &plain_orders, &message)?;
    session.enter_python(&mut lineup, &pickles.protocol_4);
    session.race(&lineup, 1)
}

/// How many customers there are.
fn customers(orders: &[Order]) -> usize {
    orders.iter().map(|order| Rc::as_ptr(&order.customer)).collect::<HashSet<_>>().len()
}
