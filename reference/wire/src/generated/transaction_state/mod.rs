//! The modules that `cargo generate-wire` writes, one a schema.

#[doc = "TransactionLogKey, TransactionLogValue."]
pub mod transaction_log;
