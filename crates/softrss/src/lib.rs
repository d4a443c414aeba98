//! CPUMAP, loading and attaching of XDP programs that choose a CPU for each packet.
