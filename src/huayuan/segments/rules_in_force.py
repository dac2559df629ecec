"""The rules that are kept up to date, read from the records once a version."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from huayuan.kernel.unit_of_work import Transaction
from huayuan.segments import store
from huayuan.segments.conditions.segment import SegmentCondition
from huayuan.segments.contracts import Condition, Node
from huayuan.segments.evaluating import in_order, segments_in
from huayuan.segments.tree import key_of, leaves, parse, references


@dataclass(frozen=True)
class Rules:
    """Active segments: the version and tree of each."""

    versions: dict[int, int]
    trees: dict[int, Node]

    @cached_property
    def order(self) -> list[int]:
        return in_order(self.trees)

    @cached_property
    def conditions(self) -> dict[bytes, Condition]:
        """Distinct ones; segments that refer to segments are answered from those."""
        found = {key_of(leaf): leaf for tree in self.trees.values() for _, leaf in leaves(tree)}
        return {key: leaf for key, leaf in found.items() if not isinstance(leaf, SegmentCondition)}

    @cached_property
    def events(self) -> set[str]:
        """Events that some rule looks at."""
        return {one.key for tree in self.trees.values() for one in references(tree) if one.kind == "event"}

    @cached_property
    def traits(self) -> set[str]:
        """Traits that some rule asks for."""
        return {one.key for tree in self.trees.values() for one in references(tree) if one.kind == "trait"}

    def of(self, segment_ids: set[int]) -> Rules:
        return Rules(
            {one: self.versions[one] for one in segment_ids}, {one: self.trees[one] for one in segment_ids}
        )

    def with_dependents(self, segment_ids: set[int]) -> set[int]:
        """These, and all that refer to them, directly or not."""
        found = set(segment_ids)
        for one in self.order:
            if segments_in(self.trees[one]) & found:
                found.add(one)
        return found


@dataclass
class RulesInForce:
    """Parses each version once."""

    _parsed: dict[tuple[int, int], Node] = field(default_factory=dict)
    _last: Rules | None = None

    def read(self, tx: Transaction) -> tuple[Rules, set[int]]:
        """The rules of all active segments, and which of them have to be evaluated for everybody."""
        versions = store.segments.active_versions(tx.session)
        stale = {one for one, (version, built) in versions.items() if version != built}
        wanted = {one: version for one, (version, _) in versions.items()}
        if self._last is None or self._last.versions != wanted:
            self._last = self._parse(tx, wanted)
        return self._last, stale & self._last.trees.keys()

    def _parse(self, tx: Transaction, wanted: dict[int, int]) -> Rules:
        if missing := [one for one in wanted.items() if one not in self._parsed]:
            for segment in store.segments.some(tx.session, [number for number, _ in missing]):
                self._parsed[segment.id, segment.version] = parse(segment.tree)
        self._parsed = {key: tree for key, tree in self._parsed.items() if key in wanted.items()}
        trees = {
            one: self._parsed[one, version]
            for one, version in wanted.items()
            if (one, version) in self._parsed
        }
        return Rules({one: wanted[one] for one in trees}, trees)
