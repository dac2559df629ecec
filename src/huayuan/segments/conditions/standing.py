"""In a cell of RFM, in a layer of the lifecycle."""

from __future__ import annotations

from huayuan.segments.contracts import Ask, People, RecordsCondition
from huayuan.segments.errors import BadValue
from huayuan.segments.lifecycle import api as lifecycle
from huayuan.segments.rfm import api as rfm


class RfmCondition(RecordsCondition, frozen=True, tag="rfm"):
    """Cells such as "311" (R 3, F 1, M 1) or "3**"."""

    cells: tuple[str, ...]

    def check(self, ask: Ask) -> None:
        if not self.cells:
            raise BadValue(operator="rfm", reason="[]")
        rfm.parse_cells(self.cells)

    def people(self, ask: Ask) -> People:
        return rfm.people_in_cells(ask.tx, self.cells, ask.among)


class LifecycleCondition(RecordsCondition, frozen=True, tag="lifecycle"):
    layers: tuple[str, ...]

    def check(self, ask: Ask) -> None:
        if not self.layers:
            raise BadValue(operator="lifecycle", reason="[]")
        lifecycle.people_in_layers(ask.tx, self.layers, [])

    def people(self, ask: Ask) -> People:
        return lifecycle.people_in_layers(ask.tx, self.layers, ask.among)
