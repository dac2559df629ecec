"""The control API under /sandbox/control: how a test, a demo or a benchmark drives the world."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from random import Random
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from huayuan_sandbox.sandbox import Sandbox
from huayuan_sandbox.services.wecom.acts import friends
from huayuan_sandbox.services.wecom.acts.friends import AddWish
from huayuan_sandbox.services.wecom.acts.stage import Refused
from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.state import Connection
from huayuan_sandbox.world.marketplace import marketplaces, orders_csv
from huayuan_sandbox.world.people import Person
from huayuan_sandbox.world.truth import truth

PREFIX = "/sandbox/control"
_ROWS_PER_CHUNK = 500
_Body = TypeVar("_Body", bound=msgspec.Struct)


class ConnectWish(msgspec.Struct, forbid_unknown_fields=True):
    """What is left out stays as it is; an empty text takes it away. `callback_url` is that of wecom."""

    callback_url: str | None = None
    callback_urls: dict[str, str] = {}
    collector_url: str | None = None
    write_key: str | None = None

    def change(self, known: Connection) -> Connection:
        urls = {**known.callback_urls, **self.callback_urls}
        if self.callback_url is not None:
            urls["wecom"] = self.callback_url
        return Connection(
            {name: url for name, url in urls.items() if url},
            known.collector_url if self.collector_url is None else self.collector_url,
            known.write_key if self.write_key is None else self.write_key,
        )


class TokensWish(msgspec.Struct, forbid_unknown_fields=True):
    """Empty = the tokens of every service."""

    service: str = ""


class HistoryWish(msgspec.Struct, forbid_unknown_fields=True):
    days: int | None = None


class LiveWish(msgspec.Struct, forbid_unknown_fields=True):
    speed: float = 1.0
    adds_per_second: float | None = None


class ScanWish(msgspec.Struct, forbid_unknown_fields=True):
    """`customer`: external_userid or "p12" of /truth. `anonymous_id`: its owner, or a newcomer with it."""

    state: str | None = None
    config_id: str | None = None
    customer: str | None = None
    staff: str | None = None
    anonymous_id: str | None = None


class BurstWish(msgspec.Struct, forbid_unknown_fields=True):
    adds: int = 1000
    per_second: float = 50.0


class TagWish(msgspec.Struct, forbid_unknown_fields=True):
    """Nothing = the administrator makes a tag; `id` and `name` = renames it; `id` alone = deletes it."""

    id: str = ""
    name: str = ""


class Control:
    """One method per route."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def routes(self) -> list[Route]:
        get = ("credentials", "status", "welcomes", "truth", "orders.csv", "stores")
        post = ("connect", "history", "live", "stop", "scan", "burst", "tokens/invalidate", "tag",
                "raid")  # fmt: skip
        rows = [("GET", name) for name in get] + [("POST", name) for name in post]
        return [
            Route(f"{PREFIX}/{name}", self._handler(method, name), methods=[method]) for method, name in rows
        ]

    def _handler(self, method: str, name: str) -> Any:
        run = getattr(self, f"{method.lower()}_{name.replace('/', '_').replace('.', '_')}")

        async def handle(request: Request) -> Response:
            try:
                answer = await run(request)
            except Refused as refusal:
                return _json({"error": str(refusal)}, 400)
            except msgspec.MsgspecError as problem:
                return _json({"error": str(problem)}, 400)
            except WeComError as refusal:
                return _json({"error": refusal.message("control")}, 400)
            return answer if isinstance(answer, Response) else _json(answer)

        return handle

    # ---- reading

    async def get_credentials(self, _: Request) -> dict[str, Any]:
        """Those of WeCom at the top, as ever; those of every service under `services`."""
        services = {service.name: service.credentials() for service in self._sandbox.services.all}
        return {**services["wecom"], "base_url": self._sandbox.base_url, "services": services}

    async def get_status(self, _: Request) -> dict[str, Any]:
        return self._sandbox.status()

    async def get_stores(self, _: Request) -> dict[str, Any]:
        chain = self._sandbox.corp.chain
        staff = [
            {"userid": one.userid, "name": one.name, "store_id": str(one.store.id), "serves": one.serves,
             "activated": one.activated}
            for one in chain.staff
        ]  # fmt: skip
        stores = [{"store_id": str(one.id), "name": one.name, "city": one.city} for one in chain.stores]
        return {"stores": stores, "staff": staff}

    async def get_welcomes(self, _: Request) -> Response:
        return _lines(self._sandbox.corp.welcomes.rows(self._sandbox.clock.now()))

    async def get_truth(self, _: Request) -> Response:
        return _lines(
            truth(
                self._sandbox.people,
                self._sandbox.corp.credentials.corp_id,
                self._sandbox.parameters.bots_per_customer,
            )
        )

    async def get_orders_csv(self, request: Request) -> Response:
        sandbox = self._sandbox
        market = request.query_params.get("marketplace", "taobao")
        if market not in marketplaces(sandbox.parameters):
            raise Refused(f"no marketplace {market}")
        rows = orders_csv(
            sandbox.people,
            sandbox.corp.chain,
            sandbox.parameters,
            sandbox.settings.days,
            sandbox.clock.now(),
            market,
        )
        return StreamingResponse(_chunks(row.encode() for row in rows), media_type="text/csv; charset=utf-8")

    # ---- driving

    async def post_connect(self, request: Request) -> Response:
        wish = (await _read(request, ConnectWish)).change(self._sandbox.connection)
        if unknown := wish.callback_urls.keys() - {service.name for service in self._sandbox.services.all}:
            raise Refused(f"no service {', '.join(sorted(unknown))}")
        problem = await self._sandbox.connect(wish)
        if problem:
            return _json({"connected": False, "problem": problem}, 422)
        return _json({"connected": True, "problem": ""})

    async def post_history(self, request: Request) -> dict[str, Any]:
        days = (await _read(request, HistoryWish)).days
        days = self._sandbox.settings.days if days is None else days
        if not self._sandbox.connection.collector_url:
            raise Refused("connect first: history needs a collector_url")
        if not 0 <= days <= 1000:
            raise Refused("days must be 0 to 1000")
        started = self._sandbox.play_history(days)
        return {"started": started, "history_played": self._sandbox.history_played}

    async def post_live(self, request: Request) -> dict[str, Any]:
        wish = await _read(request, LiveWish)
        if self._sandbox.phase == "history":
            raise Refused("history is being played; live life begins after it")
        if wish.speed < 0 or (wish.adds_per_second or 0) < 0:
            raise Refused("speed and adds_per_second cannot be negative")
        self._sandbox.live.start(wish.speed, wish.adds_per_second)
        return {"phase": self._sandbox.phase}

    async def post_stop(self, _: Request) -> dict[str, Any]:
        await self._sandbox.stop()
        return {"phase": self._sandbox.phase}

    async def post_scan(self, request: Request) -> dict[str, Any]:
        """409-like outcomes are plain: `added` is false when the two are friends already."""
        wish = await _read(request, ScanWish)
        person = self._person(wish)
        way = wish.config_id or self._way_with_state(wish.state)
        add = AddWish(f"p{person.index}", way, wish.staff or "")
        return friends.add(self._sandbox.stage(), add)

    async def post_burst(self, request: Request) -> dict[str, Any]:
        wish = await _read(request, BurstWish)
        if wish.adds < 1 or wish.per_second <= 0:
            raise Refused("adds and per_second must be positive")
        self._sandbox.burst(wish.adds, wish.per_second)
        return {"started": True, "adds": wish.adds}

    async def post_raid(self, _: Request) -> dict[str, Any]:
        """A ring of bonus hunters comes now, one account after the other."""
        accounts = self._sandbox.live.raid()
        if not accounts:
            raise Refused("this world has no bonus hunters; it is too small, or share_hunters is 0")
        return {"accounts": [f"p{index}" for index in accounts]}

    async def post_tokens_invalidate(self, request: Request) -> dict[str, Any]:
        wish = await _read(request, TokensWish)
        concerned = [one for one in self._sandbox.services.all if wish.service in ("", one.name)]
        for service in concerned:
            service.invalidate_tokens()
        return {"invalidated": bool(concerned)}

    async def post_tag(self, request: Request) -> dict[str, Any]:
        """The administrator works on the tags in the console: change_external_tag."""
        wish, corp, now = await _read(request, TagWish), self._sandbox.corp, self._sandbox.clock.now()
        if wish.id:
            corp.admin_changes_tag(wish.id, wish.name, now)
        else:
            corp.admin_makes_tag(now, Random(now))
        return self._pushed()

    # ---- inside

    def _pushed(self) -> dict[str, Any]:
        pushed = len(self._sandbox.corp.outgoing)
        self._sandbox.postman.send_callbacks()
        return {"callbacks": pushed}

    def _person(self, wish: ScanWish) -> Person:
        people = self._sandbox.people
        if wish.customer:
            number = wish.customer[1:]
            if wish.customer.startswith("p") and number.isdigit() and int(number) < len(people):
                return people[int(number)]
            person = people.by_external_userid(wish.customer)
            if person is None:
                raise Refused(f"no customer {wish.customer}")
            return person
        if wish.anonymous_id:
            owner = people.by_device(wish.anonymous_id)
            if owner is None:
                owner = people.newcomer()
                owner.devices = (wish.anonymous_id, *owner.devices[1:])
            return owner
        return self._sandbox.live.someone()

    def _way_with_state(self, state: str | None) -> str:
        if state is None:
            return ""
        for way in self._sandbox.corp.ways.values():
            if way.state == state:
                return way.config_id
        raise Refused(f"no live code with state {state}")


async def _read(request: Request, kind: type[_Body]) -> _Body:
    return msgspec.json.decode(await request.body() or b"{}", type=kind)


def _json(answer: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json")


def _lines(rows: Iterable[dict[str, Any]]) -> Response:
    encoder = msgspec.json.Encoder()
    return StreamingResponse(
        _chunks(encoder.encode(row) + b"\n" for row in rows), media_type="application/x-ndjson"
    )


async def _chunks(rows: Iterable[bytes]) -> AsyncIterator[bytes]:
    """A few hundred rows at a time: neither all in memory nor a write per row."""
    chunk: list[bytes] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _ROWS_PER_CHUNK:
            yield b"".join(chunk)
            chunk.clear()
    if chunk:
        yield b"".join(chunk)
