//! InitProducerId: an id for an idempotent producer (`KafkaApis.handleInitProducerIdRequest`,
//! `TransactionCoordinator.handleInitProducerId`).
//!
//! A producer that has an id already and asks with it (KIP-360) gets another one, and begins with
//! epoch 0, as without: only that of a transactional id has its epoch raised.

use wire::ErrorCode;
use wire::init_producer_id::{InitProducerIdRequest, InitProducerIdResponse};

/// What stands where there is no producer id, or no epoch of one.
const NONE: i64 = -1;

/// Whether an id may be given.
///
/// # Errors
/// INVALID_REQUEST for an id without epoch or an epoch without id;
/// TRANSACTIONAL_ID_AUTHORIZATION_FAILED, since there are no transactions yet that anybody could be
/// allowed to take part in, as Produce says too. It is the answer at which clients give up.
pub(crate) fn check(request: &InitProducerIdRequest<'_>) -> Result<(), ErrorCode> {
    if request.transactional_id.is_some() {
        return Err(ErrorCode::TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
    }
    let (has_id, has_epoch) =
        (request.producer_id != NONE, i64::from(request.producer_epoch) != NONE);
    if has_id == has_epoch { Ok(()) } else { Err(ErrorCode::INVALID_REQUEST) }
}

/// The answer: an id in its first epoch, or an error without one.
pub(crate) fn answer(id: Result<i64, ErrorCode>) -> InitProducerIdResponse<'static> {
    match id {
        Ok(producer_id) => {
            InitProducerIdResponse { producer_id, producer_epoch: 0, ..Default::default() }
        }
        Err(error) => InitProducerIdResponse {
            error_code: error.into(),
            producer_id: NONE,
            producer_epoch: -1,
            ..Default::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_gets_an_id() {
        let refused = |transactional_id, producer_id, producer_epoch| {
            let request = InitProducerIdRequest {
                transactional_id,
                producer_id,
                producer_epoch,
                ..Default::default()
            };
            check(&request).err()
        };
        assert_eq!(refused(None, -1, -1), None);
        assert_eq!(refused(None, 7, 3), None);
        assert_eq!(refused(None, 7, -1), Some(ErrorCode::INVALID_REQUEST));
        assert_eq!(refused(None, -1, 3), Some(ErrorCode::INVALID_REQUEST));
        let no_transactions = Some(ErrorCode::TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
        assert_eq!(refused(Some("id"), -1, -1), no_transactions);
        assert_eq!(refused(Some(""), 7, -1), no_transactions);
    }
}
