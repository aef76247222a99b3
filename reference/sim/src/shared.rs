//! A part of a cluster that several clusters may share, until one of them changes it.
//!
//! A step changes a broker or two. Whoever keeps the cluster before and after (lockstep, a page
//! that rewinds) then has the rest once; two that share a part are known to be alike there without
//! a look at it.

use alloc::sync::Arc;
use core::ops::{Deref, DerefMut};

/// A value that is copied when it is changed, if somebody else has it too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    pub(crate) fn new(value: T) -> Self {
        Shared(Arc::new(value))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}
