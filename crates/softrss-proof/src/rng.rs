//! A reproducible source of randomness: the seed is all there is to it.

/// A generator of 64-bit numbers (splitmix64).
///
/// ```
/// use softrss_proof::Rng;
/// assert_eq!(Rng::new(7).number(), Rng::new(7).number());
/// ```
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// The generator that `seed` starts.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The generator of the `index`th part of something that `seed` starts, independent of the others.
    #[must_use]
    pub fn part(seed: u64, index: u64) -> Self {
        let mut rng = Self(seed ^ Self(index).number());
        rng.number();
        rng
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = self.0;
        let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, or 0.
    pub fn below(&mut self, end: usize) -> usize {
        let below = self.number() % (end as u64).max(1);
        #[expect(clippy::cast_possible_truncation, reason = "it is less than a `usize`")]
        let below = below as usize;
        below
    }

    /// A number from `first` to `last`.
    pub fn within(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last.saturating_sub(first) + 1)
    }

    /// True once in `n`.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// One of `from`.
    pub fn pick<T: Copy, const N: usize>(&mut self, from: [T; N]) -> T {
        const { assert!(N > 0, "one of none") };
        from[self.below(N)]
    }

    /// One of `from`, which is not empty.
    ///
    /// # Panics
    /// If it is.
    pub fn one_of<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A number from `first` to `last`.
    pub fn number_within(&mut self, first: u32, last: u32) -> u32 {
        let below = self.number() % (u64::from(last - first) + 1);
        #[expect(clippy::cast_possible_truncation, reason = "it is less than a `u32`")]
        let below = below as u32;
        first + below
    }

    /// One of `from`, if there is one.
    pub fn choose<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    /// Each of `from` with probability one half, in order.
    pub fn subset<T: Clone>(&mut self, from: &[T]) -> Vec<T> {
        let half = from.iter().filter(|_| self.one_in(2));
        half.cloned().collect()
    }

    /// Any byte.
    pub fn byte(&mut self) -> u8 {
        let [byte, ..] = self.number().to_le_bytes();
        byte
    }

    /// Any 16 bits.
    pub fn short(&mut self) -> u16 {
        u16::from_le_bytes([self.byte(), self.byte()])
    }

    /// Any 32 bits.
    pub fn word(&mut self) -> u32 {
        let [a, b, c, d, ..] = self.number().to_le_bytes();
        u32::from_le_bytes([a, b, c, d])
    }

    /// `len` bytes.
    pub fn bytes(&mut self, len: usize) -> Vec<u8> {
        (0..len).map(|_| self.byte()).collect()
    }
}
