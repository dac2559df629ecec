"""The connections' part of `huayuan doctor`: every step of every connection, as the console shows it.

Asks through the running server, since it alone may have the warehouse file open and holds the tokens; without a server
the files are opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from huayuan.bootstrap.local import passing_key, records, running_server
from huayuan.kernel.crypto import Vault, load_master_keys
from huayuan.kernel.errors import HuayuanError, Text
from huayuan.kernel.settings import Settings
from huayuan.wechat.connections import api as connections
from huayuan.wechat.connections.contracts import Check, CheckState

_SECONDS = 120.0  # a platform that does not answer keeps several steps waiting for their time-outs


@dataclass(frozen=True, slots=True)
class ConnectionChecks:
    """One connection and what was found; `title` is its name and kind."""

    title: Text
    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        return all(one.state is not CheckState.FAILED for one in self.checks)


def examine_connections(settings: Settings) -> Iterator[ConnectionChecks]:
    """One after the other, as each is done. Raises HuayuanError when the server or the files cannot be used."""
    url = running_server(settings)
    if url:
        yield from _through_server(settings, url)
    elif _any(settings):
        yield from _directly(settings)


def _any(settings: Settings) -> bool:
    """Opening everything takes seconds; not for nothing."""
    vault = Vault(load_master_keys(settings.secret_key.get_secret_value(), settings.data_dir))
    with records(settings) as (_, uow), uow.read() as tx:
        return bool(connections.connections(tx, vault))


def _directly(settings: Settings) -> Iterator[ConnectionChecks]:
    from huayuan.bootstrap.makers import make_house

    house = make_house(settings)
    board = house.services.get(connections.Switchboard)
    try:
        with house.uow.read() as tx:
            found = connections.connections(tx, board.vault)
        for one in found:
            checks = connections.examine(house.services, one.id)
            with house.uow.begin() as tx:
                connections.checked(tx, one.id, *connections.verdict(checks))
            yield ConnectionChecks(_title(one.name, board.kinds.of(one.kind).label), tuple(checks))
    finally:
        house.stop()


def _through_server(settings: Settings, url: str) -> Iterator[ConnectionChecks]:
    permissions = ["connections.read", "connections.write"]
    with (
        passing_key(settings, "command line doctor", permissions) as key,
        httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=_SECONDS) as server,
    ):
        for one in _answer(server.get("/api/connections"))["items"]:
            found = _answer(server.post(f"/api/connections/{one['id']}/check"))
            checks = tuple(_check(step) for step in found["checks"])
            yield ConnectionChecks(_title(one["name"], _text(one["kind_label"])), checks)


def _title(name: str, kind: Text) -> Text:
    return Text(f"{kind.zh}“{name}”", f"{kind.en} “{name}”")


def _check(step: Mapping[str, Any]) -> Check:
    fix = _text(step["fix"]) if step["fix"] else None
    return Check(step["step"], _text(step["title"]), CheckState(step["state"]), _text(step["found"]), fix)


def _text(both: Mapping[str, str]) -> Text:
    return Text(both["zh"], both["en"])


class ServerRefused(HuayuanError):
    code = "doctor.server_refused"
    message = Text(
        zh="运行中的服务没有接受检测请求（{status}）：{reason}。请查看服务日志后重试。",
        en="The running server did not take the request ({status}): {reason}. See its log, then try again.",
    )


def _answer(response: httpx.Response) -> dict[str, Any]:
    if response.status_code >= 400:
        raise ServerRefused(status=response.status_code, reason=response.text[:200])
    found: dict[str, Any] = response.json()
    return found
