//! Throw-away network namespaces, veth pairs and counted traffic for trying XDP programs.
