"""access_token: 7200 s, the same one on repeated calls, can die early. Also the limits of calls."""

from __future__ import annotations

import hashlib
from collections import deque

from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.models import Credentials

LIFETIME = 7200
_BLOCK_SECONDS = 3600


class TokenDesk:
    """Issues and checks the token of the one app of this corp."""

    def __init__(self, credentials: Credentials, wrong_secrets_before_block: int) -> None:
        self._credentials = credentials
        self._limit = wrong_secrets_before_block
        self._current = ""
        self._issued_at = 0.0
        self._issued = 0
        self._expired: deque[str] = deque(maxlen=50)
        self._wrong: dict[str, deque[float]] = {}
        self.trusted_ips: frozenset[str] = frozenset()

    def issue(self, corp_id: str, secret: str, ip: str, now: float) -> str:
        """Raises 41002, 41004, 40013, 40001, 45009 (too many wrong secrets) and 60020."""
        if not corp_id:
            raise WeComError(41002)
        if not secret:
            raise WeComError(41004)
        if corp_id != self._credentials.corp_id:
            raise WeComError(40013)
        self._check_guesses(ip, now)
        if secret != self._credentials.secret:
            self._wrong.setdefault(ip, deque(maxlen=self._limit)).append(now)
            raise WeComError(40001)
        self._check_ip(ip)
        if not self._current or now >= self._issued_at + LIFETIME:
            self._renew(now)
        return self._current

    def check(self, token: str | None, ip: str, now: float) -> None:
        """Raises 41001, 40014, 42001 and 60020."""
        if token == self._current and token and now < self._issued_at + LIFETIME:
            self._check_ip(ip)
            return
        if not token:
            raise WeComError(41001)
        if token == self._current or token in self._expired:
            raise WeComError(42001)
        raise WeComError(40014)

    def invalidate(self) -> None:
        """The platform may do this at any time; the old token then answers 40014."""
        self._current = ""

    def _renew(self, now: float) -> None:
        if self._current:
            self._expired.append(self._current)
        self._issued += 1
        seed = f"{self._credentials.secret}|{now}|{self._issued}".encode()
        self._current = hashlib.sha512(seed).hexdigest() + hashlib.sha256(seed).hexdigest()[:22]
        self._issued_at = now

    def _check_guesses(self, ip: str, now: float) -> None:
        wrong = self._wrong.get(ip)
        if wrong and len(wrong) == self._limit and now - wrong[-1] < _BLOCK_SECONDS:
            raise WeComError(45009)

    def _check_ip(self, ip: str) -> None:
        if self.trusted_ips and ip not in self.trusted_ips:
            raise WeComError(60020)


class CallLimit:
    """Calls of one path by the corp and by one address, in a calendar minute and hour (document 90312).

    Too many block that path for a minute, or for an hour: 45009. The numbers of the address count for all corps
    behind it, so they are larger.
    """

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self.per_hour = 150_000
        self.of_address_per_minute = 20_000
        self.of_address_per_hour = 600_000
        self._minute = _Window(60)
        self._hour = _Window(3600)

    def forget(self) -> None:
        """Nobody has called and nothing is blocked."""
        self._minute, self._hour = _Window(60), _Window(3600)

    def count(self, path: str, ip: str, now: float) -> None:
        both = (ip, path)
        passed = (
            self._minute.passes(path, self.per_minute, now),
            self._hour.passes(path, self.per_hour, now),
            self._minute.passes(both, self.of_address_per_minute, now),
            self._hour.passes(both, self.of_address_per_hour, now),
        )
        if not all(passed):
            raise WeComError(45009)

    def count_only(self, name: str, now: float, per_minute: int) -> None:
        """A limit besides those of the path. Raises 45009."""
        if not self._minute.passes(name, per_minute, now):
            raise WeComError(45009)


class _Window:
    """Counts by key in calendar windows of `seconds`; one too many blocks the key for as long."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._number = 0
        self._calls: dict[str | tuple[str, str], int] = {}
        self._blocked: dict[str | tuple[str, str], float] = {}

    def passes(self, key: str | tuple[str, str], most: int, now: float) -> bool:
        number = int(now // self._seconds)
        if number != self._number:
            self._number = number
            self._calls.clear()
        if self._blocked and now < self._blocked.get(key, 0.0):
            return False
        calls = self._calls.get(key, 0) + 1
        self._calls[key] = calls
        if calls > most:
            self._blocked[key] = now + self._seconds
            return False
        return True
