"""What the things in a rule are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from huayuan.kernel.errors import Text
from huayuan.profiles.contracts import TraitDefinition
from huayuan.segments.sentences.phrases import both, joined, quoted

KINDS: dict[str, Text] = {
    "tag": Text("标签", "tag"), "staff": Text("员工", "member of staff"), "store": Text("门店", "store"),
    "group": Text("客户群", "group"), "account": Text("公众号", "official account"),
    "segment": Text("人群", "segment"), "list": Text("名单", "list"), "trait": Text("属性", "trait"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Property:
    label: Text
    type: str


@dataclass(frozen=True, slots=True)
class Names:
    """By kind of thing and by id as text. What is not there was deleted; sentences say so."""

    things: Mapping[tuple[str, str], str] = field(default_factory=dict)
    traits: Mapping[str, TraitDefinition] = field(default_factory=dict)
    events: Mapping[str, Text] = field(default_factory=dict)
    properties: Mapping[tuple[str, str], Property] = field(default_factory=dict)
    identifiers: Mapping[str, Text] = field(default_factory=dict)
    layers: Mapping[str, Text] = field(default_factory=dict)

    def thing(self, kind: str, one: object) -> Text:
        """「VIP」, or "deleted tag #12"."""
        name = self.things.get((kind, str(one)))
        if name is not None:
            return quoted(both(name))
        label = KINDS[kind]
        return Text(f"已删除的{label.zh} #{one}", f"deleted {label.en} #{one}")

    def some(self, kind: str, ids: Sequence[object], zh: str = "或", en: str = "or") -> Text:
        return joined([self.thing(kind, one) for one in ids], zh, en)

    def event(self, name: str) -> Text:
        return self.events.get(name, both(name))

    def property_of(self, event: str, name: str) -> Property:
        found = self.properties.get((event, name)) or self.properties.get(("", name))
        return found or Property(both(name), "string")
