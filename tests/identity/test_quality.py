"""How well people are recognised, against a truth and without one."""

from __future__ import annotations

import json

import pytest
from identity.observing import Observer

from huayuan.bootstrap.demo_report import identity_quality
from huayuan.identity import quality
from huayuan.identity.quality import KindQuality, TrueIdentifier
from huayuan.identity.resolver import Resolver
from huayuan.kernel.crypto import Vault
from huayuan.kernel.unit_of_work import UnitOfWork


@pytest.fixture
def who(uow: UnitOfWork, vault: Vault) -> Observer:
    """Wang is found whole but for her member number; Li and Zhao were taken for one."""
    who = Observer(uow, Resolver(vault))
    who.sees("shop", sitting="s", anonymous_id="w", wechat_unionid="wang")
    who.sees("shop", sitting="s", anonymous_id="w", phone="13800138000")
    who.sees("shop", member_no="M1")
    who.sees("shop", wechat_unionid="li", phone="13900139000")
    who.sees("shop", anonymous_id="tablet", phone="13900139000")
    return who


TRUTH = [
    TrueIdentifier("wang", "wechat_unionid", "wang", None, 0),
    TrueIdentifier("wang", "phone", "138 0013 8000", None, 0),
    TrueIdentifier("wang", "anonymous_id", "w", None, 0),
    TrueIdentifier("wang", "member_no", "M1", None, 0),
    TrueIdentifier("li", "wechat_unionid", "li", None, 0),
    TrueIdentifier("zhao", "phone", "13900139000", None, 0),
    TrueIdentifier("zhao", "member_no", "never seen", None, None),
    TrueIdentifier("li", "anonymous_id", "tablet", None, 1),
    TrueIdentifier("zhao", "anonymous_id", "tablet", None, 0),
]


def test_precision_and_recall_by_kind(who: Observer, vault: Vault) -> None:
    with who.uow.read() as tx:
        found = quality.measure(tx, vault, TRUTH)
    assert (found.identifiers_known, found.people, found.wrongly_merged_people) == (6, 3, 1)
    assert (found.precision, found.recall) == (0.75, 0.5), "3 of 4 found pairs, 3 of 6 linkable ones"
    assert found.by_kind["member_no"] == KindQuality(1, 1.0, 0.0)
    assert found.by_kind["anonymous_id"] == KindQuality(1, 1.0, round(2 / 3, 6)), (
        "the shared one counts in nothing"
    )
    assert found.by_kind["phone"].precision == round(2 / 3, 6)


def test_nothing_known_is_no_error(who: Observer, vault: Vault) -> None:
    with who.uow.read() as tx:
        assert quality.measure(tx, vault, []).precision == 1.0


def test_the_state_without_a_truth(who: Observer) -> None:
    who.sees("shop", anonymous_id="tablet", phone="13800138000")
    with who.uow.read() as tx:
        found = quality.state(tx)
    assert found.identifiers == {"anonymous_id": 2, "member_no": 1, "phone": 2, "wechat_unionid": 2}
    assert found.merges == {"device": (1, 1), "sitting": (1, 0)}
    assert (found.people, found.devices_named, found.devices_owned) == (4, 2, 1)
    assert found.open_conflicts == {"shared_device": 1}


def test_the_demo_reads_the_sandboxs_truth(who: Observer, vault: Vault) -> None:
    rows: dict[str, list[dict[str, object]]] = {}
    for one in TRUTH:
        rows.setdefault(one.person, []).append(
            {"kind": one.kind, "value": one.value, "account": "", "evidence": one.evidence}
        )
    lines = [json.dumps({"person": person, "ids": ids}) for person, ids in rows.items()]
    report = identity_quality(lines, who.uow, vault)
    assert report["wrongly_merged_people"] == 1 and report["by_kind"]["phone"]["identifiers"] == 2
    json.dumps(report)
