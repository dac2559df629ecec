"""What acting by hand has in common: `POST /sandbox/control/<service>/<act>` with a wish that names a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huayuan_sandbox.world.people import Person, Population


class NamesPerson(Protocol):
    """`person`: "p12" of the truth, or an openid of one of the accounts."""

    @property
    def person(self) -> str: ...


Wish = TypeVar("Wish", bound=NamesPerson)
Act = Callable[[Person, Wish], dict[str, Any]]


def acting_routes(
    service: str,
    kind: type[Wish],
    acts: Mapping[str, Act[Wish]],
    people: Population,
    appids: Callable[[], list[str]],
    send: Callable[[], None],
) -> list[Route]:
    """Each act answers its own fields and `person`; a refused wish is HTTP 400 {"error"}."""

    def handler(act: Act[Wish]) -> Any:
        async def handle(request: Request) -> Response:
            try:
                wish = msgspec.json.decode(await request.body() or b"{}", type=kind)
                person = find_person(wish.person, people, appids())
                answer = act(person, wish)
            except (msgspec.MsgspecError, LookupError) as problem:
                return json_response({"error": str(problem)}, 400)
            send()
            return json_response({"person": f"p{person.index}", **answer})

        return handle

    prefix = f"/sandbox/control/{service}"
    return [Route(f"{prefix}/{name}", handler(act), methods=["POST"]) for name, act in acts.items()]


def find_person(wanted: str, people: Population, appids: list[str]) -> Person:
    """Linear for an openid: only people who act by hand come here. Raises LookupError."""
    number = wanted[1:]
    if wanted.startswith("p") and number.isdigit() and int(number) < len(people):
        return people[int(number)]
    for person in people:
        if any(person.openid(appid) == wanted for appid in appids):
            return person
    raise LookupError(f"no person {wanted or '(none named)'}")


def json_response(answer: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json")
