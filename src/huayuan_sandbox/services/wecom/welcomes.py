"""welcome_code: 20 real seconds, one use. Remembers what became of each code."""

from __future__ import annotations

from typing import Any

import msgspec

from huayuan_sandbox.services.wecom.errors import WeComError

VALID_SECONDS = 20.0
_KEPT = 20_000


class Welcome(msgspec.Struct):
    """Times are unix seconds. `outcome`: waiting, sending, sent, late, chatting."""

    code: str
    external_userid: str
    userid: str
    issued_at: float
    callback_sent_at: float | None = None
    received_at: float | None = None
    outcome: str = "waiting"
    text: str = ""
    attachments: int = 0

    def latency_ms(self) -> float | None:
        return None if self.received_at is None else round((self.received_at - self.issued_at) * 1000, 1)

    def status(self, now: float) -> str:
        """waiting | sent | late (came after 20 s) | lost (never came) | refused (a chat had begun)."""
        if self.outcome in ("sent", "sending"):
            return "sent"
        if self.outcome == "waiting":
            return "lost" if now - self.issued_at > VALID_SECONDS else "waiting"
        return {"chatting": "refused"}.get(self.outcome, self.outcome)


class WelcomeDesk:
    """Issues codes and takes the welcome messages that use them."""

    def __init__(self, sending_seconds: float) -> None:
        self._sending_seconds = sending_seconds
        self._by_code: dict[str, Welcome] = {}
        self._issued = 0
        self._forgotten: dict[str, int] = {}

    def issue(self, code: str, external_userid: str, userid: str, now: float) -> Welcome:
        welcome = Welcome(code, external_userid, userid, now)
        self._by_code[code] = welcome
        self._issued += 1
        if len(self._by_code) > _KEPT:
            self._forget_oldest(now)
        return welcome

    def callback_sent(self, code: str, at: float) -> None:
        """The first moment at which the platform could have read the code."""
        welcome = self._by_code.get(code)
        if welcome and welcome.callback_sent_at is None:
            welcome.callback_sent_at = at

    def find(self, code: str) -> Welcome | None:
        return self._by_code.get(code)

    def of(self, external_userid: str, userid: str) -> Welcome | None:
        """The latest welcome of a pair; linear, for the scan page."""
        for welcome in reversed(self._by_code.values()):
            if (welcome.external_userid, welcome.userid) == (external_userid, userid):
                return welcome
        return None

    def of_customer(self, external_userid: str) -> dict[str, Welcome]:
        """The latest from each member, by userid; linear, for the pages."""
        return {one.userid: one for one in self._by_code.values() if one.external_userid == external_userid}

    def deliver(self, code: str, text: str, attachments: int, chatting: bool, now: float) -> None:
        """Raises 41050 (unknown, or older than 20 s), 41096 (being sent), 41051 (sent, or a chat began)."""
        welcome = self._by_code.get(code)
        if welcome is None:
            raise WeComError(41050)
        if welcome.outcome in ("sent", "sending"):
            busy = now - (welcome.received_at or 0.0) < self._sending_seconds
            raise WeComError(41096 if busy else 41051)
        welcome.received_at = now
        if now - welcome.issued_at > VALID_SECONDS:
            welcome.outcome = "late"
            raise WeComError(41050)
        if chatting:
            welcome.outcome = "chatting"
            raise WeComError(41051)
        welcome.outcome, welcome.text, welcome.attachments = "sent", text[:500], attachments

    def used(self, code: str) -> bool:
        welcome = self._by_code.get(code)
        return welcome is not None and welcome.outcome == "sent"

    def rows(self, now: float) -> list[dict[str, Any]]:
        """For GET /welcomes, oldest first."""
        return [
            {
                "code": one.code, "external_userid": one.external_userid, "userid": one.userid,
                "issued_at": one.issued_at, "callback_sent_at": one.callback_sent_at,
                "received_at": one.received_at, "latency_ms": one.latency_ms(), "status": one.status(now),
                "text": one.text, "attachments": one.attachments,
            }
            for one in self._by_code.values()
        ]  # fmt: skip

    def summary(self, now: float) -> dict[str, Any]:
        """Counts by status; percentiles of the latency of those that were sent, in ms."""
        counts = {"waiting": 0, "sent": 0, "late": 0, "lost": 0, "refused": 0}
        for status, number in self._forgotten.items():
            counts[status] += number
        latencies = []
        for welcome in self._by_code.values():
            counts[welcome.status(now)] += 1
            if welcome.outcome == "sent":
                latencies.append(welcome.latency_ms() or 0.0)
        latencies.sort()
        return {
            "issued": self._issued, **counts,
            "latency_ms_p50": _percentile(latencies, 0.50), "latency_ms_p99": _percentile(latencies, 0.99),
            "latency_ms_max": latencies[-1] if latencies else None,
        }  # fmt: skip

    def _forget_oldest(self, now: float) -> None:
        oldest = next(iter(self._by_code.values()))
        status = oldest.status(now)
        self._forgotten[status] = self._forgotten.get(status, 0) + 1
        del self._by_code[oldest.code]


def _percentile(ordered: list[float], share: float) -> float | None:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else None
