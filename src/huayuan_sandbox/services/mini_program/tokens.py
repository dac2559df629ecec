"""access_token of one app: the plain and the stable kind, which live side by side.

A plain call gives a new token each time and the one before works for five minutes more. A stable call gives
the same token until its last five minutes; a forced one takes the old away, 20 times a day at most.
"""

from __future__ import annotations

import hashlib
from collections import deque

from huayuan_sandbox.services.mini_program.errors import WeixinError
from huayuan_sandbox.services.mini_program.models import Credentials

LIFETIME = 7200
_OVERLAP = 300
_FORCED_PER_DAY = 20
_FORCED_PAUSE = 30
_DAY = 86_400


class TokenDesk:
    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._until: dict[str, float] = {}
        self._dead: deque[str] = deque(maxlen=100)
        self._plain = ""
        self._stable = ""
        self._stable_until = 0.0
        self._forced: deque[float] = deque(maxlen=_FORCED_PER_DAY)
        self._made = 0
        self.trusted_ips: frozenset[str] = frozenset()

    def issue(self, appid: str, secret: str, grant_type: str, ip: str, now: float) -> tuple[str, int]:
        """`GET /cgi-bin/token`. Raises 40002, 41002, 41004, 40013, 40125 and 40164."""
        self._authorise(appid, secret, grant_type, ip)
        if self._plain:
            self._until[self._plain] = min(self._until.get(self._plain, 0.0), now + _OVERLAP)
        self._plain = self._make(now)
        return self._plain, LIFETIME

    def issue_stable(
        self, appid: str, secret: str, grant_type: str, ip: str, now: float, *, force: bool
    ) -> tuple[str, int]:
        """`POST /cgi-bin/stable_token`. Raises as `issue`, and 45009 or 45011 for too many forced ones."""
        self._authorise(appid, secret, grant_type, ip)
        if force:
            self._force(now)
        elif self._stable and self._stable_until - now > _OVERLAP:
            return self._stable, int(self._stable_until - now)
        self._stable, self._stable_until = self._make(now), now + LIFETIME
        return self._stable, LIFETIME

    def check(self, token: str | None, ip: str, now: float) -> None:
        """Raises 41001, 40001, 42001 and 40164."""
        if not token:
            raise WeixinError(41001)
        if self._until.get(token, 0.0) > now:
            self._check_ip(ip)
            return
        raise WeixinError(42001 if token in self._until or token in self._dead else 40001)

    def invalidate(self) -> None:
        """The platform may do this at any time; the old tokens then answer 40001."""
        self._until.clear()
        self._plain = self._stable = ""

    def _authorise(self, appid: str, secret: str, grant_type: str, ip: str) -> None:
        if grant_type != "client_credential":
            raise WeixinError(40002)
        self.check_secret(appid, secret)
        self._check_ip(ip)

    def check_secret(self, appid: str, secret: str) -> None:
        """Raises 41002, 41004, 40013 and 40125."""
        if not appid:
            raise WeixinError(41002)
        if not secret:
            raise WeixinError(41004)
        if appid != self._credentials.appid:
            raise WeixinError(40013)
        if secret != self._credentials.secret:
            raise WeixinError(40125)

    def _force(self, now: float) -> None:
        if self._forced and now - self._forced[-1] < _FORCED_PAUSE:
            raise WeixinError(45011)
        if len(self._forced) == _FORCED_PER_DAY and now - self._forced[0] < _DAY:
            raise WeixinError(45009)
        self._forced.append(now)
        self._until.pop(self._stable, None)

    def _make(self, now: float) -> str:
        for token, until in list(self._until.items()):
            if until <= now:
                del self._until[token]
                self._dead.append(token)
        self._made += 1
        seed = f"{self._credentials.secret}|{now}|{self._made}".encode()
        token = f"{self._made}_" + hashlib.sha512(seed).hexdigest()
        self._until[token] = now + LIFETIME
        return token

    def _check_ip(self, ip: str) -> None:
        if self.trusted_ips and ip not in self.trusted_ips:
            raise WeixinError(40164, f"ip: {ip}")


class CallLimit:
    """At most `per_minute` calls of one path in a calendar minute, then 45011."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._minute = 0
        self._calls: dict[str, int] = {}

    def count(self, path: str, now: float) -> None:
        minute = int(now // 60)
        if minute != self._minute:
            self._minute = minute
            self._calls.clear()
        calls = self._calls.get(path, 0) + 1
        self._calls[path] = calls
        if calls > self.per_minute:
            raise WeixinError(45011)
