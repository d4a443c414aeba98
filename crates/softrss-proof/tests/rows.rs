//! The table of header kinds is enough to make packets of them.

use std::collections::BTreeSet;

use softrss_core::{
    Arrival, CpuId, Policy, ResolvedPolicy, decide,
    header::{Header, Reason},
    policy::FlowSpec,
    resolve::ResolveError,
};
use softrss_proof::{Rng, rows};

#[test]
fn every_kind_is_made_and_every_reason_met() -> Result<(), ResolveError> {
    let flow = FlowSpec {
        icmp_errors: true,
        ..FlowSpec::default()
    };
    let policy = Policy {
        flow,
        ..Policy::default()
    };
    let policy = ResolvedPolicy::new(policy, &(0..4).map(CpuId::from).collect())?;
    let mut rng = Rng::new(0x5eed_0007);
    let (mut headers, mut reasons) = (BTreeSet::new(), BTreeSet::new());
    let mut with_ports = 0;
    for _ in 0..40_000 {
        let decision = decide(&policy, &Arrival::new(&rows::frame(&mut rng)));
        headers.extend(decision.headers.iter().map(|(header, _)| header));
        reasons.extend(decision.reason);
        with_ports += usize::from(decision.flow.is_some() && decision.reason.is_none());
    }
    let made: Vec<_> = headers.into_iter().collect();
    assert_eq!(made, Header::ALL);
    // Under this policy nothing is left out of `decap`.
    reasons.insert(Reason::NotInDecap);
    assert_eq!(reasons.len(), Reason::ALL.len(), "{reasons:?}");
    assert!(with_ports > 10_000, "{with_ports}");
    Ok(())
}
