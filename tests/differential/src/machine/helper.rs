//! The helpers that generated programs call.

use bpf_asm::{
    Helper,
    xdp::{XDP_ABORTED, XDP_REDIRECT},
};

use super::{Fault, Machine, Run, low, memory::Region};

/// The bits of the flags of `bpf_redirect_map` that hold the action for a miss.
const ON_MISS: u64 = 3;

impl Machine<'_> {
    pub(super) fn call(&mut self, run: &mut Run<'_>, number: u32) -> Result<(), Fault> {
        let helper = Helper::by_id(number).ok_or(Fault::Helper { helper: number })?;
        let result = match helper {
            Helper::GET_SMP_PROCESSOR_ID => run.input.cpu.into(),
            Helper::XDP_GET_BUFF_LEN => {
                if Region::of(self.read(1)?) != Some((Region::Context, 0)) {
                    return Err(Fault::Helper { helper: number });
                }
                run.input.length.into()
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

    /// The map whose address is in `r1`.
    fn argument(&self, helper: u32) -> Result<usize, Fault> {
        match Region::of(self.read(1)?) {
            Some((Region::Map(map), 0)) if map < self.maps.len() => Ok(map),
            _ => Err(Fault::Helper { helper }),
        }
    }

    fn redirect_map(&mut self, run: &mut Run<'_>, helper: u32) -> Result<u64, Fault> {
        let map = self.argument(helper)?;
        let (cpu, flags) = (self.read(2)?, self.read(3)?);
        let present = self.maps[map]
            .has_cpu(cpu)
            .ok_or(Fault::Helper { helper })?;
        if flags & !ON_MISS != 0 {
            return Ok(i64::from(XDP_ABORTED).cast_unsigned());
        }
        run.redirected = present.then_some(low(cpu));
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
