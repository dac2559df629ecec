"""Why somebody is in a segment or not: each part of the rule with its answer, and what is known about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from huayuan.events.api import AnyMeasure, EventReader, EventSlice, Measure, Said
from huayuan.kernel.errors import Text
from huayuan.profiles import api as profiles
from huayuan.segments import evaluating, naming
from huayuan.segments.conditions.tag import TagCondition
from huayuan.segments.conditions.trait import TraitCondition
from huayuan.segments.contracts import Ask, Group, Node, StreamCondition
from huayuan.segments.sentences.names import Names
from huayuan.segments.sentences.phrases import both, joined, quoted, spoken
from huayuan.segments.sentences.saying import phrase
from huayuan.segments.tree import Path, leaves, plain

NO_VALUE = Text("没有值", "no value")
Facts = Mapping[Path, Text]


def explained(ask: Ask, node: Node, person_id: int) -> dict[str, Any]:
    """The tree as JSON; each part has `answer` and `explanation` {zh, en}."""
    truths = evaluating.truths(ask, node, person_id)
    names = naming.names_of(ask.services, ask.tx, [plain(node)])
    facts = {
        **_trait_facts(ask, node, person_id, names),
        **_tag_facts(ask, node, person_id),
        **_event_facts(ask, node, person_id, names),
    }
    return _node(node, (), truths, facts, names)


def _node(node: Node, path: Path, truths: Mapping[Path, bool], facts: Facts, names: Names) -> dict[str, Any]:
    if not isinstance(node, Group):
        raw = plain(node)
        said = _leaf(truths[path], phrase(raw, names), facts.get(path))
        return {**raw, "answer": truths[path], "explanation": said.as_dict()}
    parts = [_node(part, (*path, place), truths, facts, names) for place, part in enumerate(node.of)]
    said = _group(node.kind, [part["answer"] for part in parts])
    return {"kind": node.kind, "of": parts, "answer": truths[path], "explanation": said.as_dict()}


def _leaf(answer: bool, said: Text, fact: Text | None) -> Text:
    zh, en = ("符合", "Yes") if answer else ("不符合", "No")
    known = Text(f"（实际：{fact.zh}）", f" (known: {fact.en})") if fact else Text("", "")
    return Text(f"{zh}：{said.zh}{known.zh}", f"{en}: {said.en}{known.en}")


def _group(kind: str, answers: Sequence[bool]) -> Text:
    true, number = sum(answers), len(answers)
    wanted = {
        "all": Text("需要全部满足", "all are needed"),
        "any": Text("满足任意一项即可", "one is enough"),
        "none": Text("需要都不满足", "none may be true"),
    }[kind]
    return Text(f"{number} 项中满足 {true} 项，{wanted.zh}", f"{true} of {number} are true; {wanted.en}")


def _trait_facts(ask: Ask, node: Node, person_id: int, names: Names) -> dict[Path, Text]:
    asked = {path: leaf.trait for path, leaf in leaves(node) if isinstance(leaf, TraitCondition)}
    known = profiles.trait_values(ask.tx, person_id, sorted(set(asked.values()))) if asked else {}
    return {path: _value(known.get(key), key, names) for path, key in asked.items()}


def _value(value: Any, key: str, names: Names) -> Text:
    if value is None or value == "" or value == []:
        return NO_VALUE
    definition = names.traits.get(key)
    labels = {option.value: option.label for option in definition.options} if definition else {}
    kind = definition.kind.value if definition else "text"
    values = value if isinstance(value, list) else [value]
    return joined([labels.get(str(one), both(_spoken(one, kind))) for one in values], "、", "and")


def _spoken(value: Any, kind: str) -> str:
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else spoken(value, kind)


def _tag_facts(ask: Ask, node: Node, person_id: int) -> dict[Path, Text]:
    asked = {path: leaf.tags for path, leaf in leaves(node) if isinstance(leaf, TagCondition)}
    if not asked:
        return {}
    worn = {tag.id: tag.name for tag in profiles.tags_of(ask.tx, [person_id]).get(person_id, [])}
    return {
        path: joined([quoted(both(worn[tag])) for tag in tags if tag in worn], "、", "and")
        if any(tag in worn for tag in tags)
        else Text("没有这些标签", "none of these tags")
        for path, tags in asked.items()
    }


def _event_facts(ask: Ask, node: Node, person_id: int, names: Names) -> dict[Path, Text]:
    paths: list[Path] = []
    measures: dict[int, AnyMeasure] = {}
    for path, leaf in leaves(node):
        if isinstance(leaf, StreamCondition) and isinstance(one := leaf.question(ask.moment), Measure):
            measures[len(paths)] = one
            paths.append(path)
    if not measures:
        return {}
    values: dict[int, Any] = {}
    taken = EventSlice(ask.services.get(EventReader), [person_id], measures)
    for part in taken.measure(measures, ask.moment.zone, Said()):
        values |= {number: found[0] for number, found in part.values.items() if len(found)}
    return {
        path: _measured(measures[number], values.get(number), ask, names) for number, path in enumerate(paths)
    }


def _measured(one: AnyMeasure, value: Any, ask: Ask, names: Names) -> Text:
    assert isinstance(one, Measure)
    if one.of in ("count", "days"):
        number = 0 if value is None else int(value)
        return Text(f"{number:,} {'次' if one.of == 'count' else '天'}", f"{number:,}")
    if value is None or value != value:
        return Text("没有发生过", "it never happened")
    if one.of in ("first_at", "last_at"):
        at = datetime.fromtimestamp(float(value) / 1_000_000, UTC).astimezone(ask.moment.zone)
        return both(at.isoformat(sep=" ", timespec="minutes")[:16])
    kind = names.property_of(one.event, one.property or "").type
    return both(
        spoken(float(value), "money" if kind == "money" else "number")
        if one.of not in ("first", "last")
        else str(value)
    )
