"""客户群进群方式: codes through which people come into one of up to five groups."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import msgspec

from huayuan_sandbox.services.wecom.errors import WeComError
from huayuan_sandbox.services.wecom.parts import Part

if TYPE_CHECKING:
    from huayuan_sandbox.services.wecom.corp import Corp


class JoinWay(msgspec.Struct):
    config_id: str
    number: int
    scene: int
    remark: str = ""
    auto_create_room: int = 1
    room_base_name: str = ""
    room_base_id: int = 0
    chat_id_list: list[str] = []
    state: str = ""
    mark_source: bool = True


class JoinWaysState(msgspec.Struct):
    ways: dict[str, JoinWay] = {}
    made: int = 0


class JoinWays(Part[JoinWaysState]):
    name = "join_ways"

    def __init__(self, corp: Corp) -> None:
        super().__init__(corp, JoinWaysState())

    def way(self, config_id: str) -> JoinWay:
        """Raises 41043 (missing) and 41044 (unknown or deleted)."""
        if not config_id:
            raise WeComError(41043)
        if config_id not in self.state.ways:
            raise WeComError(41044)
        return self.state.ways[config_id]

    def check_room_for_another(self) -> None:
        """Raises 41045: the ways into groups count together with 联系我."""
        if len(self.state.ways) + len(self.corp.ways) >= self.corp.rules.ways_per_corp:
            raise WeComError(41045)

    def keep(self, way: JoinWay) -> None:
        """Raises 41045."""
        self.check_room_for_another()
        self.state.made += 1
        way.number = self.state.made
        rng = Random(f"{self.corp.seed}|join way|{way.number}")
        way.config_id = f"{rng.getrandbits(128):032x}"
        self.state.ways[way.config_id] = way
