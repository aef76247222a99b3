//! Numbers by chance, from a seed: SplitMix64, the same on every platform. (Steele, Lea and Flood,
//! *Fast splittable pseudorandom number generators*, OOPSLA 2014)
//!
//! It is for simulations, never for secrets.

use spec::BrokerId;

/// The generator. Two of the same seed say the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Random(u64);

/// A number of ticks, or of anything, between the two, both included.
pub(crate) type Range = (u64, u64);

impl Random {
    /// The generator of a seed; any seed is as good as any other.
    #[must_use]
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a bound that is not 0: the high half of a product, without a division.
    pub fn below(&mut self, bound: u64) -> u64 {
        assert!(0 < bound, "there is no number below 0");
        let product = u128::from(self.bits()) * u128::from(bound);
        u64::try_from(product >> 64).expect("half of 128 bits")
    }

    /// True once in so many times; never, if that is 0.
    pub fn one_in(&mut self, times: u64) -> bool {
        times != 0 && self.below(times) == 0
    }

    /// A broker of so many.
    pub fn broker(&mut self, brokers: i32) -> BrokerId {
        let id = self.below(u64::try_from(brokers).expect("a world has brokers"));
        BrokerId(i32::try_from(id).expect("few brokers"))
    }

    /// A place among so many, which are not none.
    pub fn place(&mut self, among: usize) -> usize {
        let place = self.below(u64::try_from(among).expect("few"));
        usize::try_from(place).expect("few")
    }

    /// One of some, which are not none.
    pub fn one_of<T: Copy>(&mut self, some: &[T]) -> T {
        some[self.place(some.len())]
    }

    pub(crate) fn within(&mut self, (least, most): Range) -> u64 {
        least + self.below(most - least + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of seed 1234567, as published with other implementations of the algorithm.
    #[test]
    fn it_is_the_published_algorithm() {
        let mut random = Random::new(1_234_567);
        let said = [(); 3].map(|()| random.bits());
        assert_eq!(said, [6457827717110365317, 3203168211198807973, 9817491932198370423]);
    }

    #[test]
    fn what_is_drawn_is_within_its_bounds_and_reaches_them() {
        let mut random = Random::new(1);
        let drawn: alloc::vec::Vec<u64> = (0..1000).map(|_| random.within((3, 6))).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&3), Some(&6)));
        assert!((0..1000).all(|_| !random.one_in(0)) && random.one_in(1));
    }
}
