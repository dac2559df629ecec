"""视频号 broadcasts: two evenings a week, who watched, and who left a phone number."""

from __future__ import annotations

from huayuan_sandbox.services.channels.models import Lead, LiveRoom
from huayuan_sandbox.world.clock import DAY, local_midnight, weekday

COMPONENT = "leads_component_1"
COMPONENT_TEXT = "新品试用预约"
_EVENINGS = (3, 5)  # Thursday and Saturday
_FROM, _TO = 20 * 3600, 22 * 3600
_TITLES = ("新品首发直播", "周末护肤课堂")


class Studio:
    """Rooms come into being when somebody looks at or after the hour they are on air."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.rooms: dict[str, LiveRoom] = {}
        self.leads: list[Lead] = []
        self._watching: dict[str, list[float]] = {}

    def on_air(self, at: float) -> LiveRoom | None:
        midnight = local_midnight(at)
        if weekday(midnight) not in _EVENINGS or not midnight + _FROM <= at < midnight + _TO:
            return None
        return self._room(midnight)

    def watch(self, person: int, at: float, export_id: str, seconds: int) -> bool:
        room = self.rooms.get(export_id)
        if room is None:
            return False
        room.audience.add(person)
        room.watched_seconds += seconds
        room.cheers += seconds // 40
        room.comments += seconds > 600
        room.forwards += seconds > 1500
        room.new_follows += person % 11 == 0
        here = [until for until in self._watching.get(export_id, ()) if until > at]
        self._watching[export_id] = [*here, at + seconds]
        room.most_at_once = max(room.most_at_once, len(here) + 1)
        return True

    def leave_lead(self, phone: str, at: float, export_id: str) -> bool:
        if export_id not in self.rooms:
            return False
        self.leads.append(Lead(export_id, phone, int(at)))
        return True

    def between(self, start: int, end: int) -> list[LiveRoom]:
        """Rooms that ended in this span, oldest first."""
        rooms = [one for one in self.rooms.values() if start <= one.ended_at <= end]
        return sorted(rooms, key=lambda room: room.ended_at)

    def restore(self, rooms: list[LiveRoom], leads: list[Lead]) -> None:
        self.rooms, self.leads = {one.export_id: one for one in rooms}, leads

    def _room(self, midnight: float) -> LiveRoom:
        number = int(midnight // DAY)
        export_id = f"export/live{self._seed}x{number}"
        if export_id not in self.rooms:
            title = _TITLES[number % len(_TITLES)]
            self.rooms[export_id] = LiveRoom(export_id, title, int(midnight + _FROM), int(midnight + _TO))
        return self.rooms[export_id]
