"""What routes that take uploads share."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.types import Message

from huayuan.kernel.errors import TooLarge
from huayuan.kernel.routes import services_of
from huayuan.kernel.settings import Settings

FORM_OVERHEAD_BYTES = 100_000  # boundaries and the other fields of the form


class BoundedRoute(APIRoute):
    """Refuses a body over the upload limit before it is read, and one that does not tell its length while it is.

    FastAPI's own limit is fixed when routes are declared and answers in another form than all other refusals.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def bounded(request: Request) -> Response:
            limit = services_of(request).get(Settings).upload_bytes
            length = request.headers.get("content-length", "")
            if length.isdigit() and int(length) > limit + FORM_OVERHEAD_BYTES:
                raise TooLarge(limit=limit)
            try:
                return await handle(_counted(request, limit))
            except HTTPException as error:  # what FastAPI makes of anything raised while it reads a form
                raise (error.__cause__ if isinstance(error.__cause__, TooLarge) else error) from None

        return bounded


def _counted(request: Request, limit: int) -> Request:
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > limit + FORM_OVERHEAD_BYTES:
            raise TooLarge(limit=limit)
        return message

    return Request(request.scope, receive)
