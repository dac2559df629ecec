"""Export and erasure of one person, across features; what is remembered of the erased."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from access.conftest import Browser, add_user, at_once, make_app

from huayuan.access import api as access
from huayuan.access.routes import make_authenticator
from huayuan.access.routes import router as access_router
from huayuan.bootstrap.makers import make_house
from huayuan.compliance import api
from huayuan.compliance.contracts import PersonalIdentifier, PersonRights
from huayuan.compliance.errors import ReasonMissing, ScopeTooNarrow
from huayuan.compliance.routes import router
from huayuan.compliance.rules import checked_reason, hash_input
from huayuan.events.api import Committer, EventReader
from huayuan.events.contracts import Observation
from huayuan.events.tables import WAREHOUSE_TABLES
from huayuan.identity.api import PRIVACY as IDENTITY
from huayuan.identity.errors import PersonNotFound
from huayuan.identity.resolver import Resolver
from huayuan.kernel.caller import SYSTEM, Caller, DataScope
from huayuan.kernel.crypto import Vault
from huayuan.kernel.ids import uuid7
from huayuan.kernel.privacy import PrivacyHooks
from huayuan.kernel.routes import Authenticator
from huayuan.kernel.services import Services
from huayuan.kernel.settings import Settings
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork
from huayuan.kernel.warehouse import connect_warehouse
from huayuan.messaging import api as messaging
from huayuan.messaging.contracts import ChannelRegistry, Intent, Purpose

PHONE = "13800138000"


class Diary:
    """A feature above that keeps lines about people."""

    def __init__(self) -> None:
        self.lines: dict[int, list[str]] = {}
        self.hooks = PrivacyHooks("diary", tables=())
        self.hooks.export(lambda _tx, person: {"lines": self.lines.get(person, [])})
        self.hooks.erase(lambda _tx, person: len(self.lines.pop(person, [])))


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def rights(vault: Vault, diary: Diary) -> PersonRights:
    return PersonRights((IDENTITY, diary.hooks), vault)


def person_of(tx: Transaction, vault: Vault, *ids: tuple[str, str]) -> int:
    seen = Observation(tuple(sorted(ids)), None, uuid7(tx.now), tx.now, "form_submitted")
    (found,) = Resolver(vault, cache_entries=0).resolve(tx, [seen])
    return found.person_id  # type: ignore[union-attr]


@pytest.fixture
def person(uow: UnitOfWork, vault: Vault, diary: Diary) -> int:
    with uow.begin() as tx:
        found = person_of(tx, vault, ("phone", PHONE), ("member_no", "A-77"))
    diary.lines[found] = ["喜欢绿茶", "周六到店"]
    return found


def test_an_export_holds_everything_in_plain(uow: UnitOfWork, rights: PersonRights, person: int) -> None:
    with uow.begin() as tx:
        found = api.export_person(tx, person, rights, by=SYSTEM, reason="本人申请")
    assert {(one.kind, one.value) for one in found.identifiers} == {
        ("phone", "+86" + PHONE),
        ("member_no", "A-77"),
    }
    assert found.data["diary"] == {"lines": ["喜欢绿茶", "周六到店"]}
    assert found.data["identity"]["identifiers"]


def test_an_erasure_removes_everything_and_remembers_hashes(
    uow: UnitOfWork, rights: PersonRights, person: int, diary: Diary, vault: Vault
) -> None:
    with uow.begin() as tx:
        done = api.erase_person(tx, person, rights, by=SYSTEM, reason="本人申请")
    assert done.removed["diary"] == 2 and done.removed["identity"] >= 3 and done.remembered == 2
    assert diary.lines == {}
    phone = PersonalIdentifier("phone", " 138-0013-8000")
    spelled = PersonalIdentifier("phone", "+8613800138000")
    other = PersonalIdentifier("phone", "13800138001")
    elsewhere = PersonalIdentifier("member_no", PHONE)
    with uow.read() as tx:
        assert set(api.erased_among(tx, vault, [phone, spelled, other, elsewhere])) == {phone, spelled}
        assert api.erased_among(tx, Vault([b"k" * 32]), [phone]) == {}
        assert api.erased_among(tx, vault, []) == {}
    with uow.begin() as tx, pytest.raises(PersonNotFound):
        api.erase_person(tx, person, rights, by=SYSTEM, reason="本人申请")
    with uow.begin() as tx:
        assert person_of(tx, vault, ("phone", PHONE)) != person  # seen again: someone new


def test_the_erased_who_come_back_are_served_and_not_advertised_to(
    uow: UnitOfWork, rights: PersonRights, person: int, vault: Vault
) -> None:
    channels = ChannelRegistry(api.Suppression(vault))

    def said(tx: Transaction, person_id: int, purpose: Purpose) -> str | None:
        key = f"{person_id}:{purpose}:{uuid7(tx.now)}"
        return messaging.send(tx, channels, Intent(key, "sms", purpose, "", person_id, "您好", tx.now)).reason

    with uow.begin() as tx:
        stranger = person_of(tx, vault, ("phone", "13900139000"))
        assert said(tx, person, Purpose.MARKETING) == "no_channel"
        api.erase_person(tx, person, rights, by=SYSTEM, reason="本人申请")
        again = person_of(tx, vault, ("phone", PHONE))
        assert said(tx, again, Purpose.MARKETING) == "suppressed"
        assert {said(tx, again, purpose) for purpose in (Purpose.WELCOME, Purpose.SERVICE)} == {"no_channel"}
        assert said(tx, stranger, Purpose.MARKETING) == "no_channel"


def test_the_gate_of_a_whole_platform_asks_compliance(tmp_path: Path) -> None:
    house = make_house(Settings(data_dir=tmp_path, database_url="", warehouse_url=""))
    try:
        assert isinstance(house.services.get(ChannelRegistry).suppression, api.Suppression)
    finally:
        house.stop()


def test_spellings_of_a_telephone_are_one() -> None:
    def hashed(value: str) -> tuple[str, str]:
        return hash_input(PersonalIdentifier("phone", value))

    assert len({hashed(value) for value in ("13800138000", "+86 138 0013 8000", "008613800138000")}) == 1
    assert len({hashed(value) for value in ("010-88886666", "+861088886666", "１０88886666")}) == 1
    assert hashed("13800138000") != hashed("13800138001")


def test_a_failing_feature_undoes_the_whole_erasure(
    uow: UnitOfWork, vault: Vault, person: int, diary: Diary
) -> None:
    def fail(_tx: Transaction, _person: int) -> int:
        raise ZeroDivisionError

    broken = PrivacyHooks("broken", tables=())
    broken.export(lambda _tx, _person: {})
    broken.erase(fail)

    def erase() -> None:
        with uow.begin() as tx:
            api.erase_person(
                tx, person, PersonRights((IDENTITY, broken), vault), by=SYSTEM, reason="本人申请"
            )

    with pytest.raises(ZeroDivisionError):
        erase()
    with uow.read() as tx:
        assert api.erased_among(tx, vault, [PersonalIdentifier("phone", PHONE)]) == {}
        assert access.audit_entries(tx, action="compliance")[1] == 0


def test_half_registered_hooks_are_refused(vault: Vault) -> None:
    with pytest.raises(ValueError, match="lonely"):
        PersonRights((PrivacyHooks("lonely", tables=()),), vault)


def test_every_feature_of_the_platform_takes_part(uow: UnitOfWork, vault: Vault, person: int) -> None:
    from huayuan.bootstrap.registry import PRIVACY

    rights = PersonRights(tuple(PRIVACY), vault)
    with uow.begin() as tx:
        found = api.export_person(tx, person, rights, by=SYSTEM, reason="本人申请")
        done = api.erase_person(tx, person, rights, by=SYSTEM, reason="本人申请")
    assert set(found.data) == set(done.removed) == {hooks.feature for hooks in PRIVACY}


@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        ("客户  来电\n要求", "客户 来电 要求"),
        ("13800138000 来电", "••• 来电"),
        ("138 0013-8000 本人", "••• 本人"),
        ("身份证11010519491231002X", "身份证•••"),
        ("写信给 mei@example.com。", "写信给 •••。"),
        ("工单 1234", "工单 1234"),
    ],
)
def test_a_reason_goes_into_the_log_without_numbers(reason: str, kept: str) -> None:
    assert checked_reason(reason) == kept


@pytest.mark.parametrize("reason", ["", " ", "x", "长" * 201])
def test_a_reason_is_needed(reason: str) -> None:
    with pytest.raises(ReasonMissing):
        checked_reason(reason)


def test_a_part_of_the_stores_is_not_enough(uow: UnitOfWork, rights: PersonRights, person: int) -> None:
    manager = Caller("user", 5, "店长", frozenset({"compliance.write"}), DataScope("store", (1,)))
    with uow.begin() as tx, pytest.raises(ScopeTooNarrow):
        api.erase_person(tx, person, rights, by=manager, reason="本人申请")


def reader_of_nothing(services: Services) -> EventReader:
    """A warehouse without events: what is exported from it has tests of its own (tests/stories)."""
    uow, warehouse = services.get(UnitOfWork), connect_warehouse("duckdb://")
    warehouse.migrate(WAREHOUSE_TABLES)
    resolver = Resolver(services.get(Vault))
    return EventReader(warehouse, uow, Committer(uow, warehouse, resolver, uow.clock, name="none"))


@pytest.fixture
def console(services: Services, rights: PersonRights) -> Browser:
    services.put(Settings, Settings())
    services.put(Authenticator, make_authenticator(run=at_once))
    services.put(PersonRights, rights)
    services.put(EventReader, reader_of_nothing(services))
    browser = Browser(make_app(services, access_router, router))
    browser.set_up()
    return browser


def test_the_console_exports_and_erases(console: Browser, person: int) -> None:
    def post(verb: str, **body: Any) -> Any:
        return console("POST", f"/customers/{person}/{verb}", body)

    assert post("erase").json()["error"]["code"] == "compliance.reason_missing"
    exported = post("export-personal-data", reason="13800138000 本人申请")
    assert exported.headers["content-disposition"] == f'attachment; filename="person-{person}.json"'
    assert {"kind": "phone", "value": "+86" + PHONE, "account": ""} in exported.json()["identifiers"]
    erased = post("erase", reason="本人申请").json()
    assert erased["removed"]["diary"] == 2
    assert post("erase", reason="本人申请").status_code == 404
    log = console("GET", "/audit?action=compliance").json()["items"]
    assert [entry["action"] for entry in log] == ["compliance.person_erased", "compliance.person_exported"]
    assert log[1]["data"] == {"reason": "••• 本人申请"} and log[0]["subject"] == f"person:{person}"
    assert PHONE not in str(log) and "绿茶" not in str(log)


def test_the_console_needs_the_permission(console: Browser, services: Services, person: int) -> None:
    with services.get(UnitOfWork).begin() as tx:
        add_user(tx, "mei", "operator")
    console.enter("mei")
    answer = console("POST", f"/customers/{person}/erase", {"reason": "本人申请"})
    assert answer.json()["error"]["code"] == "forbidden"


def test_an_identifier_erased_again_keeps_the_later_time(
    uow: UnitOfWork, rights: PersonRights, person: int, vault: Vault, clock: Any
) -> None:
    phone = PersonalIdentifier("phone", PHONE)
    with uow.begin() as tx:
        api.erase_person(tx, person, rights, by=SYSTEM, reason="本人申请")
        first = tx.now
    clock.advance(days=1)
    with uow.begin() as tx:
        again = person_of(tx, vault, ("phone", PHONE))
        api.erase_person(tx, again, rights, by=SYSTEM, reason="本人申请")
    with uow.read() as tx:
        assert api.erased_among(tx, vault, [phone])[phone] - first == timedelta(days=1)
