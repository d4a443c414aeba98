use bpf_asm::{Array, Asm, MapDecl, NameError};

fn main() -> Result<(), NameError> {
    let counters = MapDecl::<Array>::new("counters", 8, 4)?;
    Asm::new().redirect_map(&counters, 0, 0); //~ E0277 `MapDecl<bpf_asm::Array>` is not a map that `redirect_map` can redirect to
    //~| packets are redirected through a CPUMAP, DEVMAP or XSKMAP
    Ok(())
}
