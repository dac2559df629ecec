"""access_token of a 公众号: the stable one and the ordinary one, side by side, each with a short overlap."""

from __future__ import annotations

import hashlib
from collections import deque

import msgspec

from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import Credentials
from huayuan_sandbox.world.clock import local_midnight

LIFETIME = 7200
_OVERLAP = 300
_FORCED_PER_DAY = 20
_FORCED_PAUSE = 30


class _Slot(msgspec.Struct):
    """The newest token of one kind, and the one before, which works a little longer."""

    current: str = ""
    issued_at: float = 0.0
    previous: str = ""
    previous_until: float = 0.0


class TokenDesk:
    """Issues and checks the tokens of one appid."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._stable, self._ordinary = _Slot(), _Slot()
        self._issued = 0
        self._gone: deque[str] = deque(maxlen=100)
        self._expired: deque[str] = deque(maxlen=100)
        self._forced: deque[float] = deque(maxlen=_FORCED_PER_DAY)
        self.trusted_ips: frozenset[str] = frozenset()

    def issue(self, appid: str, secret: str, ip: str, now: float) -> tuple[str, int]:
        """The ordinary token: every call makes a new one. Token and seconds left. Raises as `stable`."""
        self._admit(appid, secret, ip)
        self._renew(self._ordinary, now)
        return self._ordinary.current, LIFETIME

    def stable(self, appid: str, secret: str, ip: str, now: float, *, force: bool) -> tuple[str, int]:
        """The same until five minutes before its end. Raises 41002, 41004, 40013, 40125, 40164, 45009, 45011."""
        self._admit(appid, secret, ip)
        slot = self._stable
        if force:
            self._check_forced(now)
            self._renew(slot, now)
        elif not slot.current or now >= slot.issued_at + LIFETIME - _OVERLAP:
            self._renew(slot, now)
        return slot.current, int(slot.issued_at + LIFETIME - now)

    def check(self, token: str, now: float) -> None:
        """Raises 41001, 40001 (replaced or taken back), 42001 (expired) and 40014 (never issued)."""
        if not token:
            raise OfficialAccountError(41001)
        for slot in (self._stable, self._ordinary):
            if token == slot.current:
                if now < slot.issued_at + LIFETIME:
                    return
                raise OfficialAccountError(42001)
            if token == slot.previous:
                if now < slot.previous_until:
                    return
                raise OfficialAccountError(42001)
        if token in self._expired:
            raise OfficialAccountError(42001)
        raise OfficialAccountError(40001 if token in self._gone else 40014)

    def invalidate(self) -> None:
        """The platform may do this at any time; the old tokens then answer 40001."""
        for slot in (self._stable, self._ordinary):
            self._gone.extend(token for token in (slot.current, slot.previous) if token)
        self._stable, self._ordinary = _Slot(), _Slot()

    def right_secret(self, appid: str, secret: str) -> bool:
        return (appid, secret) == (self._credentials.appid, self._credentials.secret)

    def _admit(self, appid: str, secret: str, ip: str) -> None:
        if not appid:
            raise OfficialAccountError(41002)
        if not secret:
            raise OfficialAccountError(41004)
        if appid != self._credentials.appid:
            raise OfficialAccountError(40013)
        if secret != self._credentials.secret:
            raise OfficialAccountError(40125)
        if self.trusted_ips and ip not in self.trusted_ips:
            raise OfficialAccountError(40164, ip)

    def _check_forced(self, now: float) -> None:
        today = [at for at in self._forced if at >= local_midnight(now)]
        if len(today) >= _FORCED_PER_DAY:
            raise OfficialAccountError(45009)
        if today and now - today[-1] < _FORCED_PAUSE:
            raise OfficialAccountError(45011)
        self._forced.append(now)

    def _renew(self, slot: _Slot, now: float) -> None:
        """The token before the last one dies now: two forced refreshes kill a leaked token."""
        if slot.previous:
            (self._gone if now < slot.previous_until else self._expired).append(slot.previous)
        slot.previous = slot.current
        slot.previous_until = min(slot.issued_at + LIFETIME, now + _OVERLAP)
        self._issued += 1
        seed = f"{self._credentials.secret}|{now}|{self._issued}".encode()
        slot.current = f"{self._issued}_" + hashlib.sha512(seed).hexdigest()
        slot.issued_at = now
