use std::{
    fs::File,
    io,
    os::fd::{AsFd, OwnedFd},
};

use bpf_asm::{Asm, Code, R1};

fn load(_: &Code<'_>) {}

fn main() -> io::Result<()> {
    let map = OwnedFd::from(File::open("/sys/fs/bpf/map")?);
    let fd = map.as_fd();
    let mut a = Asm::new();
    a.ld_map(R1, &fd).exit();
    let code = a.finish().unwrap();
    drop(map); //~ E0505 cannot move out of `map` because it is borrowed
    load(&code);
    Ok(())
}
