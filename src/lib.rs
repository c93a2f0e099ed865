//! What a workload costs on AWS Lambda and on EC2, which is cheaper, and by how much.
//!
//! # In a minute
//!
//! Read a scenario, price it, print the verdict:
//!
//! ```
//! use costcalc::{analysis::compare, cost::Settings, pricebook::PriceBook, scenario};
//!
//! let csv = "name,requests_per_month,duration_ms,memory_mb\nCheckout API,50M,120,1024\n";
//! let book = PriceBook::current()?;
//! let settings = Settings::new(book.rules());
//! for workload in scenario::read_str(csv, book.rules())?.workloads {
//!     let comparison = compare(&book, workload, &settings)?;
//!     println!("{}: {}", comparison.workload.name, comparison.verdict);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The main types
//!
//! - [`pricebook::PriceBook`]: dated, sourced prices and billing rules; a look-up answers or says what is missing.
//! - [`scenario::Workload`]: one checked row of a scenario file.
//! - [`cost::Bill`]: line items, each quantity × unit price with its source; the total is their sum, exact.
//! - [`cost::Offer`]: a way to run a workload, with its bill or the reasons why it is not possible.
//! - [`analysis::Comparison`]: a workload's offers with the [`analysis::Verdict`].
//!
//! - [`analysis::breakeven`], [`analysis::sweep`], [`analysis::sensitivity`], [`analysis::uncertainty`],
//!   [`analysis::growth`], [`analysis::optimize`]: further questions, asked of the same engine.
//! - [`pricebook::import`]: AWS's own price lists to the rows of a book.
//!
//! # What is covered
//!
//! Lambda: requests, tiered duration, billed INIT, ephemeral storage, provisioned concurrency, SnapStart, response
//! streaming, front doors, transfer, logs, Compute Savings Plans, limits. EC2: fleets sized hour by hour by CPU, memory,
//! queueing delay or measured capacity; on-demand, Spot, Savings Plans and Reserved Instances with the cheapest split;
//! burstable credits, EBS, load balancers, addresses, transfer, logs.
//!
//! # What is not
//!
//! Other clouds, other operating systems than Linux, dedicated tenancy, GPUs in the search for a type, NAT gateways and
//! private networking on the bill, taxes and support plans, data transfer between zones, and Lambda's newer kinds
//! (managed instances, durable functions, microVMs).
//!
//! # Layers
//!
//! `cli → report → chart → analysis → cost → scenario, traffic, pricebook → terms, units`. The engine ([`cost`], [`analysis`])
//! touches no file, clock, terminal or environment.

pub mod analysis;
pub mod chart;
pub mod cli;
pub mod cost;
pub mod pricebook;
pub mod report;
pub mod scenario;
pub mod terms;
pub mod traffic;
pub mod units;
