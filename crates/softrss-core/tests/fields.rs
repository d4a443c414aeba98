//! What flows are made of, in policy files and in hashes.
#![allow(clippy::unwrap_used, reason = "a test")]

use softrss_core::{
    Policy,
    flow::{FlowKey, Ports, Tags},
    hash::FlowHash,
    policy::{Fields, FlowField, FlowFields, FlowSpec},
};

fn policy(fields: &str) -> Policy {
    let text = format!("version = 1\n[flow]\nfields = {fields}\n");
    text.parse().unwrap()
}

#[test]
fn a_word_is_the_list_of_what_it_stands_for() {
    for named in Fields::NAMED {
        let word = policy(&format!("\"{}\"", named.word));
        let Some(fields) = named.fields.hashed() else {
            continue;
        };
        let mut listed: Vec<_> = fields
            .iter()
            .map(|field| format!("\"{}\"", field.word()))
            .collect();
        for _ in 0..listed.len() {
            listed.rotate_left(1);
            let list = policy(&format!("[{}]", listed.join(", ")));
            assert_eq!(list, word);
            assert_eq!(list.to_toml(""), word.to_toml(""));
            assert_eq!(list.describe(), word.describe());
        }
    }
    let more = policy("[\"addresses\", \"vlan\"]");
    assert_eq!(more, policy("[\"vlan\", \"destination\", \"source\"]"));
    assert_eq!(more.to_toml("").parse::<Policy>().unwrap(), more);
}

#[test]
fn both_directions_are_one_by_default_where_they_can_be() {
    for (fields, symmetric) in [
        ("[\"addresses\", \"tunnel-id\"]", true),
        ("[\"vlan\"]", true),
        ("[\"source-port\", \"destination-port\"]", true),
        ("[\"source\", \"vlan\"]", false),
        ("[\"addresses\", \"destination-port\"]", false),
    ] {
        assert_eq!(policy(fields).flow.symmetric, symmetric, "{fields}");
    }
}

/// A flow that is like no other in any field.
fn flow(changed: Option<FlowField>, by: u8) -> FlowKey {
    let of = |field| if changed == Some(field) { by } else { 0 };
    FlowKey {
        src: [10, 0, 0, 1 + of(FlowField::Source)].into(),
        dst: [192, 0, 2, 1 + of(FlowField::Destination)].into(),
        proto: 6 + of(FlowField::Protocol),
        ports: Ports::Pair {
            src: 40_000 + u16::from(of(FlowField::SourcePort)),
            dst: 443 + u16::from(of(FlowField::DestinationPort)),
        },
        tags: Tags {
            vlan: 1 + u16::from(of(FlowField::Vlan)),
            inner_vlan: 1 + u16::from(of(FlowField::InnerVlan)),
            tunnel_id: 1 + u32::from(of(FlowField::TunnelId)),
        },
    }
}

/// Of each set of fields: what is in it counts, and what is not does not.
#[test]
fn what_is_listed_is_hashed_and_nothing_else() {
    for set in 1_usize..1 << FlowField::ALL.len() {
        let listed = FlowField::ALL.iter().copied();
        let listed: Vec<_> = listed
            .filter(|field| set >> *field as usize & 1 == 1)
            .collect();
        let fields = FlowFields::new(&listed).unwrap();
        for symmetric in [false, true] {
            if symmetric && !fields.both_ends() {
                continue;
            }
            let hash = FlowHash::new(&FlowSpec {
                fields: Fields::Hash(fields),
                symmetric,
                ..FlowSpec::default()
            });
            let usual = hash.of(&flow(None, 0));
            for &field in FlowField::ALL {
                let other = hash.of(&flow(Some(field), 1));
                assert_eq!(other != usual, fields.has(field), "{field:?} of {listed:?}");
            }
            if symmetric {
                assert_eq!(hash.of(&flow(None, 0).reversed()), usual, "{listed:?}");
            }
        }
    }
}
