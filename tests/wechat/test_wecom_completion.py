"""Identities completed by WeCom's conversions: recognised once, strangers left alone, refused apps stop asking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from wechat.conftest import CORP
from wechat.test_flow import rows, told
from wechat.wecom_stage import stage

from huayuan.events.contracts import Observation
from huayuan.identity.models import IdentifierRow
from huayuan.identity.resolver import Resolver
from huayuan.kernel.crypto import Vault
from huayuan.kernel.db import Database
from huayuan.kernel.ids import event_uuid
from huayuan.kernel.unit_of_work import UnitOfWork
from huayuan.wechat.connections.errors import ErrorClass, Refused
from huayuan.wechat.wecom import codes
from huayuan.wechat.wecom.completion.completing import IdentityCompletion

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def follower(uow: UnitOfWork, vault: Vault, unionid: str, openid: str) -> int:
    """Somebody whom the 公众号 knows."""
    with uow.begin() as tx:
        ids = (("oa_openid", openid), ("wechat_unionid", unionid))
        seen = Observation(ids, "wxapp", event_uuid("t", unionid), tx.now, "official_account")
        (found,) = Resolver(vault).resolve(tx, [seen])
    return int(getattr(found, "person_id"))  # noqa: B009


def test_customers_are_recognised_once_and_strangers_asked_again(
    desk: Any, platform: Any, vault: Vault
) -> None:
    person = follower(desk.uow, vault, "u1", "o1")
    follower(desk.uow, vault, "u2", "o2")
    platform.answers["unionid_to_external_userid"] = lambda asked: (
        {"external_userid": "wm1"} if asked.body == {"unionid": "u1", "openid": "o1"} else {"pending_id": "p"}
    )
    completion = desk.services.get(IdentityCompletion)
    assert completion.run(desk.view.id) == 1 and completion.run(desk.view.id) == 0
    assert [one.body["unionid"] for one in platform.calls("unionid_to_external_userid")] == ["u1", "u2", "u2"]
    [known] = [row for row in rows(desk, IdentifierRow) if row.kind == "wecom_external_userid"]
    assert (known.key, known.account, known.person_id) == ("wm1", CORP, person)
    assert [one["ids"]["wechat_unionid"] for one in told(desk) if one["event"] == "contact_synced"] == ["u1"]


@SQLITE
@pytest.mark.parametrize("kind", codes.CODES, ids=lambda kind: kind.value)
def test_every_class_of_error_when_an_id_is_converted(
    desk: Any, platform: Any, vault: Vault, kind: Any
) -> None:
    follower(desk.uow, vault, "u1", "o1")
    platform.answers["unionid_to_external_userid"] = {"errcode": codes.CODES[kind][0]}
    completion = desk.services.get(IdentityCompletion)
    again = (ErrorClass.RETRY, ErrorClass.CONFLICT, ErrorClass.TOKEN_REFRESH, ErrorClass.CREDENTIAL,
             ErrorClass.BACKOFF_MINUTE, ErrorClass.BACKOFF_DAY, ErrorClass.IDEMPOTENT_OK)  # fmt: skip
    if kind in again:
        with pytest.raises(Refused):
            completion.run(desk.view.id)
    else:
        assert completion.run(desk.view.id) == (None if kind is ErrorClass.PERMISSION else 0)


@SQLITE
def test_beside_the_sandbox(database: Database, vault: Vault, tmp_path: Path) -> None:
    with stage(database, vault, tmp_path) as one:
        added = one.control.post("/scan", json={"staff": _serving(one)}).json()
        ids = one.act("aliases", customer=added["external_userid"])
        unionid = ids["unionid"] or pytest.skip("this person has no unionid")
        follower(one.uow, vault, unionid, "o" + "x" * 27)
        completion = one.services.get(IdentityCompletion)
        with one.uow.begin() as tx:  # what a callback had told is not known here yet
            tx.session.query(IdentifierRow).filter_by(kind="wecom_external_userid").delete()
        assert completion.run(one.connection_id) is None, "an app of the corp's own may not ask"
        one.act("rules", provider_app=True)
        assert completion.run(one.connection_id) == 1


def _serving(one: Any) -> str:
    from huayuan.stores import api as stores

    with one.uow.read() as tx:
        return next(member.userid for member in stores.list_staff(tx, active=True)[0] if member.serves)
