"""Callbacks that the database is too slow for, secrets that change, calls that are counted, callbacks that failed."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from wechat.conftest import CORP, Desk, contact_xml, switchboard

from huayuan.kernel.crypto import Vault
from huayuan.kernel.errors import Unavailable
from huayuan.wechat.connections import api, crypto
from huayuan.wechat.connections.contracts import Arrival
from huayuan.wechat.connections.errors import ConnectionExists, FieldMissing, UnknownKind
from huayuan.wechat.connections.journal import Journal
from huayuan.wechat.connections.models import CallbackCountRow, CallbackRow
from huayuan.wechat.connections.store import callbacks as callbacks_store


def added(desk: Desk, number: int) -> str:
    return contact_xml("add_external_contact", "zhang", f"wm{number}", desk.now())


def stored(desk: Desk) -> list[CallbackRow]:
    with desk.uow.read() as tx:
        return list(tx.session.scalars(select(CallbackRow).order_by(CallbackRow.id)))


def waited(desk: Desk, number: int) -> list[CallbackRow]:
    end = time.monotonic() + 20
    while len(rows := stored(desk)) < number:
        assert time.monotonic() < end, "never stored"
        time.sleep(0.05)
    return rows


def journal_files(folder: Path) -> list[Path]:
    return [path for path in (folder / "callbacks").glob("*.jsonl") if path.stat().st_size]


class Broken:
    """A database that refuses commits until it is mended."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.broken = True
        real = callbacks_store.add_callbacks

        def add(*given: Any) -> list[bool]:
            if self.broken:
                raise Unavailable()
            return real(*given)

        monkeypatch.setattr(callbacks_store, "add_callbacks", add)


def test_a_busy_database_does_not_keep_the_platform_waiting(desk: Desk, tmp_path: Path) -> None:
    if desk.uow.database.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL has no single writer to hold")
    assert desk.push(added(desk, 0)).status_code == 200
    waited(desk, 1)
    with desk.uow.begin():  # the only writer's place is taken
        began = time.monotonic()
        assert desk.push(added(desk, 1)).status_code == 200
        assert time.monotonic() - began < 1.0
        assert len(journal_files(tmp_path)) == 1
    assert len(waited(desk, 2)) == 2
    desk.work()
    assert {row.outcome for row in stored(desk)} == {"done"}


def test_a_database_that_fails_gets_callbacks_later(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Broken(desk, monkeypatch)
    assert [desk.push(added(desk, number)).status_code for number in range(3)] == [200] * 3
    assert stored(desk) == [] and len(journal_files(tmp_path)) == 1
    database.broken = False
    assert len(waited(desk, 3)) == 3
    end = time.monotonic() + 5
    while journal_files(tmp_path):
        assert time.monotonic() < end, "the journal is emptied once the database has everything"
        time.sleep(0.05)


def test_what_a_dead_process_journaled_is_taken_over_once(desk: Desk, tmp_path: Path, vault: Vault) -> None:
    now = desk.clock.now()
    arrivals = [
        Arrival(desk.view.id, "wecom", f"key{n}", "change_external_contact", "add_external_contact", True, now, now,
                added(desk, n))
        for n in range(3)
    ]  # fmt: skip
    dead = Journal(tmp_path / "callbacks", "dead")
    dead.keep(arrivals)
    with (tmp_path / "callbacks" / "dead.jsonl").open("ab") as file:
        file.write(b'{"connection_id": 1, "kind": "we')  # killed in the middle of a line
    living = Journal(tmp_path / "callbacks", "living")
    living.keep([arrivals[0]])
    dead._file.close()  # type: ignore[union-attr]  # what the end of a process does
    for _ in range(2):
        switchboard(desk.uow, vault, desk.clock, tmp_path).start()
        assert [row.dedup_key for row in stored(desk)] == ["key0", "key1", "key2"]
    assert [path.name for path in journal_files(tmp_path)] == ["living.jsonl"], "its process lives"
    living.clear()
    living.close()
    assert not list((tmp_path / "callbacks").glob("*.jsonl"))


def test_a_replaced_seal_opens_callbacks_for_another_day(desk: Desk, vault: Vault) -> None:
    old = desk.connection.seal
    with desk.uow.begin() as tx:
        secrets = {"callback_token": "anothertoken", "encoding_aes_key": crypto.new_encoding_aes_key()}
        api.change(tx, vault, desk.board.kinds, desk.view.id, secrets=secrets)
    desk.board.forget(desk.view.id)
    desk.board.door.prepare()
    assert desk.connection.seal != old and desk.connection.secret == "secret-of-the-app"
    assert desk.push(added(desk, 1)).status_code == 200

    def push_old() -> int:
        encrypted = crypto.seal_message(old, added(desk, 2).encode())
        now = str(desk.now())
        query = {
            "timestamp": now,
            "nonce": "n",
            "msg_signature": crypto.signature(old.token, now, "n", encrypted),
        }
        body = f"<xml><ToUserName>{CORP}</ToUserName><Encrypt>{encrypted}</Encrypt></xml>"
        return int(desk.post(query, body.encode()).status_code)

    assert push_old() == 200
    desk.clock.advance(hours=25)
    desk.board.door.prepare()
    assert push_old() == 403


def test_a_failed_callback_is_shown_and_replayed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from huayuan.wechat.wecom import reception

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("a mistake of ours")

    with monkeypatch.context() as patched:
        patched.setattr(reception.profiles, "friends_added", fail)
        desk.push(added(desk, 1))
        waited(desk, 1)
        for _ in range(21):
            desk.wecom.backlog.process(10)
            desk.clock.advance(seconds=400)
    with desk.uow.begin() as tx:
        [kept] = api.kept_callbacks(tx, desk.view.id, outcome="failed", before=None, limit=10)
        assert "a mistake of ours" in (kept.error or "") and kept.attempts == 20
        assert api.health(tx, desk.view.id).failed == 1
        assert api.replay(tx, desk.view.id, None) == 1
    desk.work()
    [row] = stored(desk)
    assert row.outcome == "done"


def test_calls_are_counted_with_a_forecast(desk: Desk, platform: Any) -> None:
    client = desk.wecom.clients.of(desk.view.id)
    for _ in range(3):
        client.follow_users()
    desk.board.counter.flush(desk.uow)
    with desk.uow.read() as tx:
        found = {one.path: one for one in api.calls(tx, desk.board.kinds, desk.board.counter, desk.view.id)}
    asked = found["/cgi-bin/externalcontact/get_follow_user_list"]
    # 10:00 in Shanghai: 10 of 24 hours have passed.
    assert (asked.calls, asked.refused, asked.forecast) == (3, 0, 7)
    assert found["/cgi-bin/gettoken"].calls == 1


def test_what_is_entered_is_checked(desk: Desk, vault: Vault) -> None:
    kinds = desk.board.kinds
    with desk.uow.begin() as tx:
        for wrong, error in (
            (api.NewConnection("telex", "x", "ww1"), UnknownKind),
            (api.NewConnection("wecom", "x", CORP, "1000002", {"secret": "s" * 10}), ConnectionExists),
            (api.NewConnection("wecom", "x", "wwother", "1"), FieldMissing),
            (api.NewConnection("wecom", "x", "wwother", "1", {"secret": "s" * 10, "odd": "x"}), FieldMissing),
            (api.NewConnection("wecom", "x", "wwother", "1", {"secret": "s", "encoding_aes_key": "short"}), FieldMissing),
        ):  # fmt: skip
            with pytest.raises(error):
                api.connect(tx, vault, kinds, wrong)


def test_two_corps_may_have_the_same_customer_ids(desk: Desk, vault: Vault) -> None:
    """An external userid means someone only together with its corp."""
    with desk.uow.begin() as tx:
        new = api.NewConnection("wecom", "二号", "wwsecond", "7", {"secret": "secret-of-two"})
        second, made_up = api.connect(tx, vault, desk.board.kinds, new)
    desk.board.forget(second.id)
    assert desk.push(added(desk, 1)).status_code == 200
    seal = crypto.Seal.of(made_up["callback_token"], made_up["encoding_aes_key"], "wwsecond")
    xml = contact_xml("add_external_contact", "zhang", "wm1", desk.now(), corp="wwsecond")
    encrypted, now = crypto.seal_message(seal, xml.encode()), str(desk.now())
    signed = crypto.signature(seal.token, now, "n", encrypted)
    answer = desk.http.post(
        f"/callbacks/wecom/{second.key}",
        params={"timestamp": now, "nonce": "n", "msg_signature": signed},
        content=f"<xml><ToUserName>wwsecond</ToUserName><Encrypt>{encrypted}</Encrypt></xml>",
    )
    assert answer.status_code == 200
    desk.work()
    from huayuan.profiles.models import StaffContactRow

    with desk.uow.read() as tx:
        rows = list(tx.session.scalars(select(StaffContactRow)))
        assert {row.account for row in rows} == {CORP, "wwsecond"} and len(
            {row.person_id for row in rows}
        ) == 2


def test_counts_and_callbacks_go_after_their_days(desk: Desk) -> None:
    desk.push(added(desk, 1))
    desk.work()
    desk.clock.advance(days=31)
    with desk.uow.begin() as tx:
        assert callbacks_store.purge(tx.session, tx.now - timedelta(days=30)) == 1
        assert list(tx.session.scalars(select(CallbackCountRow))) == []
