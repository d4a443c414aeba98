//! The Toeplitz hash: what NICs compute for receive-side scaling.
//!
//! Every bit of the input that is set contributes the 32 bits of the key that start at its own
//! position. With a key of period 16 bits (0x6d5a, 0x6d5a, …) both directions of a flow have the same
//! hash. With any other key a symmetric policy puts the ends in order first; then the hash is that of
//! one of the two directions.

use std::net::IpAddr;

use super::input::{Input, words};
use crate::{flow::Ports, policy::HashKey};

/// The Toeplitz hash with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toeplitz {
    key: HashKey,
    /// For each byte of the input, what each of its values contributes.
    bytes: Vec<[u32; 256]>,
}

/// Two IPv6 addresses and two ports.
const LONGEST_INPUT: usize = 36;

impl Toeplitz {
    /// The hash with `key`.
    #[must_use]
    pub fn new(key: &HashKey) -> Self {
        let mut bytes = vec![[0; 256]; LONGEST_INPUT];
        for (position, values) in bytes.iter_mut().enumerate() {
            for (value, contribution) in (0..=u8::MAX).zip(values) {
                *contribution = (0..8)
                    .filter(|bit| value << bit & 0x80 != 0)
                    .fold(0, |hash, bit| {
                        hash ^ window(key.bytes(), position * 8 + bit)
                    });
            }
        }
        Self {
            key: key.clone(),
            bytes,
        }
    }

    /// Whether the key makes both directions equal by itself: it repeats every 16 bits.
    #[must_use]
    pub fn is_symmetric(&self) -> bool {
        self.key.is_symmetric()
    }

    /// The hash of `input`, the bytes of the fields in network order.
    ///
    /// Bytes beyond two IPv6 addresses and two ports do not count.
    ///
    /// ```
    /// use softrss_core::{hash::toeplitz::Toeplitz, policy::HashKey};
    /// let toeplitz = Toeplitz::new(&HashKey::new([0x6d, 0x5a].repeat(20))?);
    /// let there = [192, 0, 2, 1, 198, 51, 100, 2, 0x12, 0x34, 0, 80];
    /// let back = [198, 51, 100, 2, 192, 0, 2, 1, 0, 80, 0x12, 0x34];
    /// assert_eq!(toeplitz.bytes(&there), toeplitz.bytes(&back));
    /// # Ok::<(), softrss_core::policy::KeyError>(())
    /// ```
    #[must_use]
    pub fn bytes(&self, input: &[u8]) -> u32 {
        self.bytes
            .iter()
            .zip(input)
            .fold(0, |hash, (values, &byte)| hash ^ values[usize::from(byte)])
    }

    /// The 64 bits of the key that a 32-bit word at byte `position` of the input meets.
    #[must_use]
    pub fn window64(&self, position: usize) -> u64 {
        u64::from(window(self.key.bytes(), position * 8)) << 32
            | u64::from(window(self.key.bytes(), position * 8 + 32))
    }

    pub(super) fn hash(&self, input: &Input, symmetric: bool) -> u32 {
        let mut ends = input.ends;
        let mut ports = input.ports;
        if symmetric
            && !self.is_symmetric()
            && order(ends[0], ports) > order(ends[1], ports.reversed())
        {
            ends.swap(0, 1);
            ports = ports.reversed();
        }
        let mut bytes = [0; LONGEST_INPUT];
        let mut len = 0;
        let mut push = |field: &[u8]| {
            bytes[len..len + field.len()].copy_from_slice(field);
            len += field.len();
        };
        for end in ends.into_iter().flatten() {
            match end {
                IpAddr::V4(v4) => push(&v4.octets()),
                IpAddr::V6(v6) => push(&v6.octets()),
            }
        }
        match ports {
            Ports::None => {}
            Ports::Pair { src, dst } => {
                push(&src.to_be_bytes());
                push(&dst.to_be_bytes());
            }
            Ports::Spi(spi) => push(&spi.to_be_bytes()),
        }
        self.bytes(&bytes[..len])
    }
}

/// What the ends of a flow are ordered by: the words a little-endian CPU loads, then the port.
fn order(end: Option<IpAddr>, ports: Ports) -> (u64, u64, u16) {
    let port = match ports {
        Ports::Pair { src, .. } => src.swap_bytes(),
        Ports::None | Ports::Spi(_) => 0,
    };
    match end {
        None => (0, 0, 0),
        Some(IpAddr::V4(v4)) => (u32::from_le_bytes(v4.octets()).into(), 0, port),
        Some(IpAddr::V6(v6)) => {
            let [network, host] = words(v6);
            (network, host, port)
        }
    }
}

/// 32 bits of `key` from bit `from`, most significant first; zeros past its end.
fn window(key: &[u8], from: usize) -> u32 {
    (0..32).fold(0, |window, bit| {
        let at = from + bit;
        let set = key
            .get(at / 8)
            .is_some_and(|byte| byte << (at % 8) & 0x80 != 0);
        window << 1 | u32::from(set)
    })
}
