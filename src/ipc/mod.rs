//! How processes talk: packets, several to an envelope, written to the inbox of the actor they are for.
//!
//! ```text
//! sender: Outboxes::post -> an envelope per destination -> one write(2)
//! reader: Inbox::receive -> its Tray -> each packet to a sink
//! ```
//!
//! Every actor owns one inbox, the reading end of a unix datagram socketpair made before any fork; anyone may write to anyone's.
//! Nothing here knows what a packet means: `server` and `process` do.

pub mod envelope;
pub mod flusher;
pub mod inbox;
pub mod outbox;
pub mod packet;
pub mod pump;

pub use envelope::{ENVELOPE_MAX, EnvelopeWriter};
pub use flusher::Flusher;
pub use inbox::{Delivery, Drained, Mailbox};
pub use outbox::Outboxes;
pub use packet::{Attachment, Header, Payload};
pub use pump::Pump;
