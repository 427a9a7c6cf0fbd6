//! What is kept on a device, with storages that fail in every way a browser's can.

mod carriers;
mod damage;
mod faults;
mod keeping;
mod page;
mod tabs;
