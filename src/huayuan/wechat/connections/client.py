"""How a platform is called: token, retries, pauses, counted. The typed calls are in the connectors' clients.

Never called inside a transaction; safe to use from several threads.
"""

from __future__ import annotations

import random
import threading
from abc import ABC, abstractmethod
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, ClassVar, TypeVar

import httpx
import msgspec

from huayuan.kernel.clock import Clock
from huayuan.kernel.decoding import decode_json
from huayuan.kernel.http import HttpClient, OutsideUnreachable
from huayuan.wechat.connections.calls import CallCounter
from huayuan.wechat.connections.contracts import Connection
from huayuan.wechat.connections.errors import (
    AnswerBroken,
    ConnectionOff,
    ErrorTable,
    Paused,
    Reaction,
    Refused,
)
from huayuan.wechat.connections.limits import MINUTE_PAUSE_SECONDS, RETRIES, SECRET_PAUSE_SECONDS
from huayuan.wechat.connections.metrics import CALLS
from huayuan.wechat.connections.tokens import FreshToken, Tokens

_EVERYTHING = "*"


class Answer(msgspec.Struct, kw_only=True):
    """Every JSON answer of the WeChat platforms: errcode 0 is yes."""

    errcode: int = 0
    errmsg: str = ""


A = TypeVar("A", bound=Answer)


class Pauses:
    """Paths of one connection that rest for a while, because the platform said so."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, tuple[datetime, str]] = {}
        self._lock = threading.Lock()

    def check(self, path: str) -> None:
        """Raises Paused while `path`, or the whole connection, rests."""
        if not self._until:
            return
        with self._lock:
            for name in (path, _EVERYTHING):
                until, reason = self._until.get(name, (None, ""))
                left = (until - self._clock.now()).total_seconds() if until else 0.0
                if left > 0:
                    raise Paused(reason, left)
                self._until.pop(name, None)

    def pause(self, path: str, seconds: float, reason: str) -> None:
        with self._lock:
            self._until[path] = (self._clock.now() + timedelta(seconds=seconds), reason)

    def stop(self) -> None:
        """Nothing is called any more for a while: the secret is wrong, and asking on would block our address."""
        self.pause(_EVERYTHING, SECRET_PAUSE_SECONDS, "credential")

    def clear(self) -> None:
        with self._lock:
            self._until.clear()


class SwitchedOff(Pauses):
    """Of a connection that an administrator switched off: every path rests."""

    def __init__(self, clock: Clock, name: str) -> None:
        super().__init__(clock)
        self._name = name

    def check(self, path: str) -> None:
        """Raises ConnectionOff."""
        raise ConnectionOff(self._name)


class PlatformClient(ABC):
    """One connection. Every call raises Refused (a code of the platform), Paused, AnswerBroken or OutsideUnreachable.

    A connector's client sets `errors`, answers `fetch_token`, and adds one method a call. `token_parameter` names the
    query parameter that carries the token.
    """

    errors: ClassVar[ErrorTable]
    token_parameter: ClassVar[str] = "access_token"

    def __init__(
        self,
        connection: Connection,
        http: HttpClient,
        tokens: Tokens,
        pauses: Pauses,
        clock: Clock,
        counter: CallCounter,
    ) -> None:
        self.connection = connection
        self.pauses = pauses
        self._http = http
        self._tokens = tokens
        self._clock = clock
        self._counter = counter
        self.platform_time: datetime | None = None  # by its last answer's Date header

    @abstractmethod
    def fetch_token(self) -> FreshToken:
        """Ask the platform for a token, whatever we hold."""

    def _get(self, path: str, params: dict[str, Any], kind: type[A]) -> A:
        return self._decoded(self._raw("GET", path, params), path, kind)

    def _post(self, path: str, body: Any, kind: type[A], params: dict[str, Any] | None = None) -> A:
        return self._decoded(self._raw("POST", path, params or {}, json=body), path, kind)

    def _upload(self, path: str, params: dict[str, Any], name: str, content: bytes, kind: type[A]) -> A:
        """multipart/form-data with one part "media"."""
        return self._decoded(self._raw("POST", path, params, files={"media": (name, content)}), path, kind)

    def _bytes(self, method: str, path: str, params: dict[str, Any], body: Any = None) -> bytes:
        """An answer that is a file when all is well, and JSON with a code when not."""
        return (
            self._raw(method, path, params, json=body).content
            if body
            else self._raw(method, path, params).content
        )

    def _decoded(self, response: httpx.Response, path: str, kind: type[A]) -> A:
        try:
            return decode_json(response.content, kind)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise AnswerBroken(path=path, status=response.status_code) from None

    def _raw(self, method: str, path: str, params: dict[str, Any], **content: Any) -> httpx.Response:
        """The answer once its code is 0 (or it is no JSON): renews the token once, repeats what is busy, and what
        only reads when the line broke."""
        renewed, busy = False, 0
        while True:
            self.pauses.check(path)
            token = self._tokens.get(self.connection.id, self._fetch_patiently)
            try:
                response, errcode = self._send(
                    method, path, params | {self.token_parameter: token}, **content
                )
            except (OutsideUnreachable, AnswerBroken) as trouble:
                if method != "GET" or busy == RETRIES or not _passes(trouble):
                    raise
                busy += 1
                self._rest(busy)
                continue
            if errcode == 0:
                return response
            refusal = self._refusal(errcode, path)
            if refusal.reaction is Reaction.NEW_TOKEN and not renewed:
                renewed = True
                self._tokens.drop(self.connection.id, token)
            elif refusal.reaction is Reaction.AGAIN and busy < RETRIES:
                busy += 1
                self._rest(busy)
            else:
                raise refusal

    def _fetch_patiently(self) -> FreshToken:
        """Asking for a token does nothing twice, so it is asked again when the line broke."""
        for attempt in range(1, RETRIES + 1):
            try:
                return self.fetch_token()
            except (OutsideUnreachable, AnswerBroken) as trouble:
                if not _passes(trouble):
                    raise
            self._rest(attempt)
        return self.fetch_token()

    def _rest(self, attempt: int) -> None:
        self._clock.sleep(0.1 * 2**attempt * random.uniform(0.5, 1.0))

    def _without_token(
        self, method: str, path: str, params: dict[str, Any], kind: type[A], **content: Any
    ) -> A:
        """A call that needs no token (asking for one, OAuth). Raises Refused for any code but 0."""
        self.pauses.check(path)
        response, errcode = self._send(method, path, params, **content)
        if errcode:
            raise self._refusal(errcode, path)
        return self._decoded(response, path, kind)

    def _send(
        self, method: str, path: str, params: dict[str, Any], **content: Any
    ) -> tuple[httpx.Response, int]:
        try:
            response = self._http.request(method, path, params=params, **content)
        except OutsideUnreachable:
            self._counter.add(self.connection.id, path, None)
            CALLS.labels(self.connection.kind, "unreachable").inc()
            raise
        self.platform_time = _date(response)
        errcode = _errcode(response, path)
        self._counter.add(self.connection.id, path, errcode)
        CALLS.labels(self.connection.kind, "refused" if errcode else "ok").inc()
        return response, errcode

    def _refusal(self, errcode: int, path: str) -> Refused:
        """The error of a code; pauses what the code asks us to pause."""
        refusal = Refused(self.errors, errcode, path)
        if refusal.reaction is Reaction.STOP_CONNECTION:
            self.pauses.stop()
        elif refusal.reaction is Reaction.PAUSE:
            self.pauses.pause(path, MINUTE_PAUSE_SECONDS, refusal.kind.value)
            refusal.retry_after = MINUTE_PAUSE_SECONDS
        return refusal


def _passes(trouble: OutsideUnreachable | AnswerBroken) -> bool:
    """Whether asking again soon may help: a broken connection or a server's error. Not silence, which took its time."""
    if isinstance(trouble, AnswerBroken):
        return int(trouble.data["status"]) >= 500
    return "Timeout" not in str(trouble.data["reason"])


def _errcode(response: httpx.Response, path: str) -> int:
    """0 too for what is no JSON at all, such as an image."""
    if response.content.lstrip()[:1] != b"{":
        if response.status_code >= 400:
            raise AnswerBroken(path=path, status=response.status_code)
        return 0
    try:
        return decode_json(response.content, Answer).errcode
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise AnswerBroken(path=path, status=response.status_code) from None


def _date(response: httpx.Response) -> datetime | None:
    try:
        return parsedate_to_datetime(response.headers["Date"])
    except (KeyError, ValueError, TypeError):
        return None
