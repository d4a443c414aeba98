use std::{
    fs::File,
    io,
    os::fd::{AsFd, OwnedFd},
};

use bpf_asm::{AsMap, Asm, MapRef, Object, Program, ProgramKind, R1};

struct Map(OwnedFd);

impl AsMap for Map {
    fn as_map(&self) -> MapRef<'_> {
        MapRef::Fd(self.0.as_fd())
    }
}

fn main() -> io::Result<()> {
    let map = Map(File::open("/sys/fs/bpf/map")?.into());
    let mut a = Asm::new();
    a.ld_map(R1, &map).exit();
    let program = Program::new("early", ProgramKind::XDP, a.finish().unwrap()).unwrap();
    drop(map); //~ E0505 cannot move out of `map` because it is borrowed
    let _elf = Object::new("GPL").program(&program).to_live_elf();
    Ok(())
}
