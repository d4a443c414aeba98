//! The helpers that generated programs call.

use bpf_asm::{
    Helper,
    xdp::{XDP_ABORTED, XDP_REDIRECT},
};

use super::{Fault, Machine, Run, low, region::Region};
use crate::engine::MOST_METADATA;

/// The bits of the flags of `bpf_redirect_map` that hold the action for a miss.
const ON_MISS: u64 = 3;

impl Machine {
    pub(super) fn call(&mut self, run: &mut Run<'_>, number: u32) -> Result<(), Fault> {
        let helper = Helper::by_id(number).ok_or(Fault::Helper { helper: number })?;
        let result = match helper {
            Helper::GET_SMP_PROCESSOR_ID => run.input.cpu.into(),
            Helper::KTIME_GET_NS => run.input.now,
            Helper::XDP_GET_BUFF_LEN => {
                self.context(number)?;
                run.input.length().into()
            }
            Helper::XDP_ADJUST_META => {
                self.context(number)?;
                adjust_meta(run, low(self.read(2)?).cast_signed())
            }
            Helper::REDIRECT_MAP => self.redirect_map(run, number)?,
            Helper::MAP_LOOKUP_ELEM => self.lookup(run, number)?,
            _ => return Err(Fault::Helper { helper: number }),
        };
        // r1 to r5 are lost.
        self.set &= !0b11_1110;
        self.write(0, result);
        Ok(())
    }

    /// Checks that `r1` is the context.
    fn context(&self, helper: u32) -> Result<(), Fault> {
        match Region::of(self.read(1)?) {
            Some((Region::Context, 0)) => Ok(()),
            _ => Err(Fault::Helper { helper }),
        }
    }

    /// The map whose address is in `r1`.
    fn argument(&self, helper: u32) -> Result<usize, Fault> {
        match Region::of(self.read(1)?) {
            Some((Region::Map(map), 0)) if map < self.maps.len() => Ok(map),
            _ => Err(Fault::Helper { helper }),
        }
    }

    fn redirect_map(&mut self, run: &mut Run<'_>, helper: u32) -> Result<u64, Fault> {
        let map = self.argument(helper)?;
        let (slot, flags) = (self.read(2)?, self.read(3)?);
        let present = self.maps[map]
            .has_slot(slot)
            .ok_or(Fault::Helper { helper })?;
        if flags & !ON_MISS != 0 {
            return Ok(i64::from(XDP_ABORTED).cast_unsigned());
        }
        let name = &self.maps[map].spec().name;
        run.redirected = present.then(|| (name.clone(), low(slot)));
        Ok(if present {
            i64::from(XDP_REDIRECT).cast_unsigned()
        } else {
            flags & ON_MISS
        })
    }

    /// The address of the value, or 0.
    fn lookup(&mut self, run: &Run<'_>, helper: u32) -> Result<u64, Fault> {
        let map = self.argument(helper)?;
        let mut key = vec![0; self.maps[map].spec().key_size as usize];
        self.copy(run, self.read(2)?, &mut key, 1)?;
        if !self.maps[map].takes(&key) {
            return Err(Fault::Helper { helper });
        }
        let found = self.maps[map].lookup(&key);
        Ok(found.map_or(0, |offset| Region::Values(map).address(offset)))
    }
}

/// Moves the start of the metadata, as the kernel allows it everywhere.
fn adjust_meta(run: &mut Run<'_>, delta: i32) -> u64 {
    const REFUSED: i64 = -22;
    let len = i64::try_from(run.metadata).map(|len| len - i64::from(delta));
    match len.map(usize::try_from) {
        Ok(Ok(len)) if len <= MOST_METADATA && len.is_multiple_of(4) => {
            run.metadata = len;
            0
        }
        _ => REFUSED.cast_unsigned(),
    }
}
