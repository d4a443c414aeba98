//! Bits with names, and conditions on them, as nft has them.

/// Bits that have names.
pub struct Bits {
    /// What is accepted, as errors say it.
    pub accepted: &'static str,
    /// The name of each bit.
    pub names: &'static [(&'static str, u32)],
}

/// The condition that some bits of a number are certain ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Masked {
    value: u32,
    mask: u32,
}

impl Masked {
    /// The condition that those bits that `mask` has are those of `value`. `None` where none is looked at, or `value` has
    /// others.
    #[must_use]
    pub const fn new(value: u32, mask: u32) -> Option<Self> {
        if mask == 0 || value & !mask != 0 {
            return None;
        }
        Some(Self { value, mask })
    }

    /// What the bits are.
    #[must_use]
    pub const fn value(self) -> u32 {
        self.value
    }

    /// Which bits are looked at.
    #[must_use]
    pub const fn mask(self) -> u32 {
        self.mask
    }

    /// Whether it holds for `number`.
    pub(crate) const fn accepts(self, number: u32) -> bool {
        number & self.mask == self.value
    }

    /// Whether it holds wherever `narrow` does.
    pub(crate) const fn includes(self, narrow: Self) -> bool {
        self.mask & !narrow.mask == 0 && narrow.value & self.mask == self.value
    }
}

impl Bits {
    /// The word for no bit at all.
    const NONE: &str = "none";
    /// Between what the bits are and which are looked at.
    const SLASH: char = '/';

    /// Every bit that has a name.
    #[must_use]
    pub const fn all(&self) -> u32 {
        let (mut all, mut bit) = (0, 0);
        while bit < self.names.len() {
            all |= self.names[bit].1;
            bit += 1;
        }
        all
    }

    /// `syn,ack` for any of these bits, `syn / fin,syn,rst,ack` for the bits that are set of those behind.
    pub(crate) fn parse(&self, text: &str) -> Option<Vec<Masked>> {
        if let Some((value, mask)) = text.split_once(Self::SLASH) {
            let masked = Masked::new(self.set(value)?, self.set(mask)?)?;
            return Some(vec![masked]);
        }
        let bits = text.split(',').map(|name| self.bit(name));
        bits.map(|bit| Masked::new(bit?, bit?)).collect()
    }

    /// `masked` as policy files have it, without quotes.
    pub(crate) fn written(&self, masked: Masked) -> String {
        let Masked { value, mask } = masked;
        if value == mask && mask.is_power_of_two() {
            return self.list(mask);
        }
        format!("{} {} {}", self.list(value), Self::SLASH, self.list(mask))
    }

    fn set(&self, names: &str) -> Option<u32> {
        if names.trim() == Self::NONE {
            return Some(0);
        }
        let mut bits = names.split(',').map(|name| self.bit(name));
        bits.try_fold(0, |set, bit| Some(set | bit?))
    }

    fn bit(&self, name: &str) -> Option<u32> {
        let name = name.trim();
        let named = self.names.iter().find(|(known, _)| *known == name);
        named.map(|&(_, bit)| bit)
    }

    /// The names of the bits of `set`.
    pub(crate) fn list(&self, set: u32) -> String {
        let names = self.names.iter().filter(|(_, bit)| set & bit != 0);
        let names: Vec<&str> = names.map(|&(name, _)| name).collect();
        if names.is_empty() {
            Self::NONE.to_owned()
        } else {
            names.join(",")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BITS: Bits = Bits {
        accepted: "",
        names: &[("a", 1), ("b", 2), ("c", 4)],
    };

    #[test]
    fn reads_what_nft_reads() {
        let masked = |value, mask| Masked::new(value, mask).unwrap();
        for (text, expected) in [
            ("a", Some(vec![masked(1, 1)])),
            ("a,c", Some(vec![masked(1, 1), masked(4, 4)])),
            ("a / a,b", Some(vec![masked(1, 3)])),
            ("none/b", Some(vec![masked(0, 2)])),
            ("a,c / c", None),
            ("a / none", None),
            ("none", None),
            ("d", None),
            ("", None),
            ("a / b / c", None),
        ] {
            assert_eq!(BITS.parse(text), expected, "{text}");
        }
    }

    #[test]
    fn writes_what_it_reads() {
        for mask in 1..8 {
            for value in (0..8).filter(|value| value & !mask == 0) {
                let masked = Masked::new(value, mask).unwrap();
                let text = BITS.written(masked);
                assert_eq!(BITS.parse(&text), Some(vec![masked]), "{text}");
            }
        }
    }

    #[test]
    fn includes_what_it_accepts() {
        let all =
            || (1..8).flat_map(|mask| (0..8).filter_map(move |value| Masked::new(value, mask)));
        for (wide, narrow) in all().flat_map(|wide| all().map(move |narrow| (wide, narrow))) {
            let accepts = (0..8).all(|number| !narrow.accepts(number) || wide.accepts(number));
            assert_eq!(wide.includes(narrow), accepts, "{wide:?} {narrow:?}");
        }
    }
}
