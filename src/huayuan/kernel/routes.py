"""What every feature's `routes.py` shares: transactions, the caller, permissions, paging."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request, Response
from starlette.requests import ClientDisconnect

from huayuan.kernel.caller import SYSTEM, Caller, DataScope
from huayuan.kernel.errors import Forbidden, TooLarge, TooSlow, Unauthenticated
from huayuan.kernel.pictures import Pictures
from huayuan.kernel.services import Services
from huayuan.kernel.unit_of_work import Transaction, UnitOfWork

T = TypeVar("T")
BODY_SECONDS = 20  # for the bodies of machines, which are small; who drips for longer is cut off


def services_of(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


async def read_body(request: Request, limit: int, seconds: float = BODY_SECONDS) -> bytes:
    """The body, byte for byte. Raises TooLarge before more than `limit` bytes are held, and TooSlow (also when the
    sender went away, who hears nothing then)."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > limit:
        raise TooLarge(limit=limit)
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                size += len(part)
                if size > limit:
                    raise TooLarge(limit=limit)
                parts.append(part)
    except (TimeoutError, ClientDisconnect):
        raise TooSlow(seconds=seconds) from None
    return parts[0] if len(parts) == 1 else b"".join(parts)


def service(kind: type[T]) -> Any:
    """`client: Annotated[Warehouse, service(Warehouse)]`: a process-wide value by its type."""

    def find(request: Request) -> T:
        return services_of(request).get(kind)

    return Depends(find)


def _write_slot() -> Iterator[None]:
    yield


# Requests that wait for SQLite's one writer hold a pool thread; the one that has it needs a thread to go on. So
# fewer may wait than there are threads (settings.threads >= 4). A route that calls `UnitOfWork.begin()` itself
# takes a slot as well.
WriteSlot = Annotated[None, Depends(_write_slot, scope="function", max_concurrency=3)]


def _begin(request: Request, _slot: WriteSlot) -> Iterator[Transaction]:
    with services_of(request).get(UnitOfWork).begin() as tx:
        yield tx


def _read(request: Request) -> Iterator[Transaction]:
    with services_of(request).get(UnitOfWork).read() as tx:
        yield tx


# scope="function": the commit happens before the answer goes out, so an answer means stored.
Tx = Annotated[Transaction, Depends(_begin, scope="function")]
ReadTx = Annotated[Transaction, Depends(_read, scope="function")]


class Authenticator:
    """The port that `access` fills: who is calling? Raises Unauthenticated, or answers the caller."""

    def __init__(self, identify: Callable[[Request], Caller]) -> None:
        self.identify = identify


def current_caller(request: Request) -> Caller:
    """The authenticated caller of this request. Raises Unauthenticated."""
    caller: Caller | None = getattr(request.state, "caller", None)
    if caller is None:
        caller = services_of(request).get(Authenticator).identify(request)
        request.state.caller = caller
    return caller


CurrentCaller = Annotated[Caller, Depends(current_caller)]


class Requires:
    """A route's permission. The architecture test reads it from the route's dependencies."""

    def __init__(self, permission: str | None, reason: str = "") -> None:
        self.permission = permission
        self.reason = reason

    def __call__(self, request: Request) -> None:
        if self.permission is None:
            return
        caller = current_caller(request)
        if self.permission and not caller.may(self.permission):
            raise Forbidden(permission=self.permission)


def requires(permission: str) -> Any:
    """`dependencies=[requires("customers.read")]`. An empty string asks for a login and no more."""
    return Depends(Requires(permission))


def public(reason: str) -> Any:
    """Marks a route that needs no login, and says why."""
    if not reason:
        raise ValueError("say why this route is public")
    return Depends(Requires(None, reason))


@dataclass(frozen=True, slots=True)
class Page:
    """`?limit=50&offset=0&sort=-last_seen_at`."""

    limit: int
    offset: int
    sort: str | None


def page(
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    sort: Annotated[str | None, Query(max_length=60)] = None,
) -> Page:
    return Page(limit, offset, sort)


PageQuery = Annotated[Page, Depends(page)]

__all__ = [
    "SYSTEM", "Authenticator", "Caller", "CurrentCaller", "DataScope", "Page", "PageQuery", "ReadTx", "Requires", "Tx",
    "Unauthenticated", "WriteSlot", "current_caller", "public", "requires", "service", "services_of",
]  # fmt: skip


def picture_response(services: Services, address: str) -> Response:
    """A picture that a platform keeps for us. Never inside a transaction. Raises OutsideUnreachable, NoPicture."""
    found = services.get(Pictures).at(address)
    headers = {"Cache-Control": "private, max-age=3600"}
    return Response(found.content, media_type=found.media_type, headers=headers)
