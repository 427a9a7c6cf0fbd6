//! What is kept on a device, with storages that fail in every way a browser's can.

mod bad_days;
mod carriers;
mod clocks;
mod damage;
mod faults;
mod keeping;
mod later;
mod page;
mod rescue;
#[path = "../support/mod.rs"]
mod support;
mod tabs;
mod versions;
