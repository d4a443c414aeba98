//! Programs executed in a virtual machine: arguments of helpers arrive.

use bpf_asm::{
    Asm, Code, Cpumap, FP, Helper, MapDecl, Mem, R0, R1, R2, R3, R4, R5, R6, Reg, W1, W2, W3,
};
use rbpf::{EbpfVmRaw, ebpf::Helper as Function};

fn run(code: &Code<'_>, functions: &[(Helper, Function)]) -> u64 {
    let bytes = code.to_bytes();
    let mut context = [0; 24];
    let mut vm = EbpfVmRaw::new(Some(&bytes)).expect("a program it takes");
    for (helper, function) in functions {
        vm.register_helper(helper.id(), *function)
            .expect("a number of its own");
    }
    vm.execute_program(&mut context)
        .expect("a program that runs")
}

/// The value of each argument register before the arguments are placed. `r4` holds a number too, although no helper
/// here takes four.
const REGISTERS: [(Reg, u64); 5] = [(R1, 1), (R2, 2), (R3, 3), (R4, 4), (R5, 5)];
/// Stands above each number, so that moves of 32 bits show.
const UPPER: u64 = 0x77 << 32;

/// An assembler in which each argument register holds its number.
fn numbered<'m>() -> Asm<'m> {
    let mut a = Asm::new();
    for (register, number) in REGISTERS {
        a.ld_imm64(register, UPPER | number);
    }
    a
}

/// Runs `a` with a function in place of `helper` that returns the argument at `index`, from 0.
fn argument(a: Asm<'_>, helper: Helper, index: usize) -> u64 {
    let functions: [Function; 3] = [|a, _, _, _, _| a, |_, b, _, _, _| b, |_, _, c, _, _| c];
    let code = a.finish().expect("a complete program");
    run(&code, &[(helper, functions[index])])
}

#[test]
fn both_arguments_arrive_whatever_registers_they_come_from() {
    let cpus = MapDecl::<Cpumap>::new("cpus", 1).unwrap();
    for (key, a) in REGISTERS {
        for (flags, b) in REGISTERS {
            for (index, expected) in [(1, a), (2, b)] {
                let mut asm = numbered();
                asm.redirect_map(&cpus, key, flags).exit();
                let arrived = argument(asm, Helper::REDIRECT_MAP, index);
                assert_eq!(
                    arrived,
                    UPPER | expected,
                    "redirect_map({key:?}, {flags:?})"
                );
            }
            for (index, expected) in [(0, a), (1, b)] {
                let mut asm = numbered();
                asm.redirect(key, flags).exit();
                let arrived = argument(asm, Helper::REDIRECT, index);
                assert_eq!(arrived, UPPER | expected, "redirect({key:?}, {flags:?})");
            }
        }
    }
}

#[test]
fn arguments_of_32_bits_lose_their_upper_half() {
    let cpus = MapDecl::<Cpumap>::new("cpus", 1).unwrap();
    let pairs = [
        (W2, 2, W3, 3),
        (W3, 3, W2, 2),
        (W1, 1, W1, 1),
        (W3, 3, W3, 3),
    ];
    for (key, a, flags, b) in pairs {
        for (index, expected) in [(1, a), (2, b)] {
            let mut asm = numbered();
            asm.redirect_map(&cpus, key, flags).exit();
            assert_eq!(argument(asm, Helper::REDIRECT_MAP, index), expected);
        }
        // One argument of each width.
        for (index, expected) in [(1, a), (2, UPPER | b)] {
            let mut asm = numbered();
            asm.redirect_map(&cpus, key, flags.r()).exit();
            assert_eq!(argument(asm, Helper::REDIRECT_MAP, index), expected);
        }
    }
}

#[test]
fn constants_are_extended_as_their_type_says() {
    let cpus = MapDecl::<Cpumap>::new("cpus", 1).unwrap();
    for (index, expected) in [(1, u64::MAX), (2, 0xffff_ffff)] {
        let mut asm = numbered();
        asm.redirect_map(&cpus, -1, 0xffff_ffff_u32).exit();
        assert_eq!(argument(asm, Helper::REDIRECT_MAP, index), expected);
    }
    // A constant in the register that the other argument comes from.
    for (index, expected) in [(1, 7), (2, UPPER | 2)] {
        let mut asm = numbered();
        asm.redirect_map(&cpus, 7, R2).exit();
        assert_eq!(argument(asm, Helper::REDIRECT_MAP, index), expected);
    }
}

#[test]
fn three_arguments_arrive_whatever_registers_they_come_from() {
    for (base, a) in REGISTERS {
        for (src, b) in REGISTERS {
            for off in [0, -3] {
                let address = (UPPER | a).wrapping_add_signed(off.into());
                for (index, expected) in [(0, address), (1, 16), (2, UPPER | b)] {
                    let mut asm = numbered();
                    asm.probe_read_kernel(base + off, 16, src).exit();
                    let arrived = argument(asm, Helper::PROBE_READ_KERNEL, index);
                    assert_eq!(arrived, expected, "({base:?} + {off}, 16, {src:?})");
                }
            }
        }
    }
}

#[test]
fn the_key_of_a_lookup_may_be_anywhere() {
    let cpus = MapDecl::<Cpumap>::new("cpus", 1).unwrap();
    for (base, number) in REGISTERS {
        let mut asm = numbered();
        asm.map_lookup_elem(&cpus, base + 4).exit();
        let arrived = argument(asm, Helper::MAP_LOOKUP_ELEM, 1);
        assert_eq!(arrived, UPPER | (number + 4));
    }
    // On the stack: what lies there is the key.
    let mut asm = Asm::new();
    asm.mov(R6, FP)
        .map_lookup_elem(&cpus, FP - 4)
        .sub(R6, R0)
        .mov(R0, R6)
        .exit();
    assert_eq!(argument(asm, Helper::MAP_LOOKUP_ELEM, 1), 4);
    assert_eq!(Mem::from(FP), FP + 0);
}
