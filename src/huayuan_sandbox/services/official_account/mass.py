"""Mass messages: who gets one, how often in a month, and the result that comes as an event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from huayuan_sandbox.services.official_account.errors import OfficialAccountError
from huayuan_sandbox.services.official_account.models import Follower, Kind, MassJob
from huayuan_sandbox.world.clock import CHINA, DAY, local_midnight

PER_MONTH = 4
_REPEAT_SECONDS = DAY


class MassDesk:
    """Jobs by msg_id. A service account reaches a follower four times a month, silently less often beyond."""

    def __init__(self) -> None:
        self.jobs: dict[int, MassJob] = {}
        self.last_id = 1_000_001_000
        self.speed = 3

    def submit(
        self,
        to: Iterable[Follower],
        msgtype: str,
        content: dict[str, Any],
        client_id: str,
        kind: Kind,
        now: float,
        after: float,
    ) -> MassJob:
        """Raises 45065 for a client id of the last 24 hours and 45028 without quota."""
        if client_id:
            for known in self.jobs.values():
                if known.client_id == client_id and now - known.created_at < _REPEAT_SECONDS:
                    raise OfficialAccountError(45065, msg_id=known.msg_id)
        if kind == "subscription" and any(
            job.created_at >= local_midnight(now) for job in self.jobs.values()
        ):
            raise OfficialAccountError(45028)
        wanted = list(to)
        month = month_of(now)
        reached = [one for one in wanted if self._reachable(one, kind, month)]
        self.last_id += 1
        job = MassJob(
            self.last_id, 2_247_480_000 + self.last_id % 1_000_000, msgtype, content,
            [one.openid for one in reached], len(wanted), now + after, client_id=client_id, created_at=now,
        )  # fmt: skip
        for one in reached:
            one.mass_month, one.massed = month, _so_far(one, month) + 1
        self.jobs[job.msg_id] = job
        return job

    def due(self, now: float) -> list[MassJob]:
        return [job for job in self.jobs.values() if job.status == "SENDING" and job.due <= now]

    def get(self, msg_id: int) -> MassJob:
        """Raises 40059."""
        if msg_id not in self.jobs:
            raise OfficialAccountError(40059)
        return self.jobs[msg_id]

    @staticmethod
    def _reachable(one: Follower, kind: Kind, month: str) -> bool:
        within = kind != "service" or _so_far(one, month) < PER_MONTH
        return one.subscribed and not one.blocked and within


def _so_far(one: Follower, month: str) -> int:
    return one.massed if one.mass_month == month else 0


def month_of(at: float) -> str:
    return datetime.fromtimestamp(at, CHINA).strftime("%Y-%m")
