//! Assembles BPF programs at run time: typed instructions, labels, BTF and ELF objects, no LLVM.
