//! Files of Excel: what comes in, and what goes out.

#[path = "workbooks/follow_up.rs"]
mod follow_up;
#[path = "workbooks/forms.rs"]
mod forms;
#[path = "workbooks/inert.rs"]
mod inert;
#[path = "workbooks/package.rs"]
mod package;
#[path = "workbooks/peer.rs"]
mod peer;
#[path = "workbooks/reading.rs"]
mod reading;
#[path = "workbooks/results.rs"]
mod results;

use shinchoku::{
    domain::Stamp,
    register::{Dot, Writer},
};

fn stamp(writer: u64) -> Stamp {
    Stamp { dot: Dot { writer: Writer::from_bits(writer), n: 1 }, at: None }
}
