"""Definitions of traits made, changed and deleted; what is kept for comparing follows in the background."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from huayuan.kernel.errors import Text
from huayuan.kernel.unit_of_work import Transaction
from huayuan.profiles import telling
from huayuan.profiles.choosing import definition_of
from huayuan.profiles.contracts import (
    SUMMARY_TRAITS,
    TraitDefinition,
    TraitKind,
    TraitOption,
    TraitUses,
)
from huayuan.profiles.errors import BadTraitDefinition, TraitBuiltIn, TraitExists, TraitInUse
from huayuan.profiles.store import trait_definitions as store
from huayuan.profiles.store import traits as statements
from huayuan.profiles.traiting import keep_values_of, refresh_names
from huayuan.profiles.traits.built_in import BUILT_IN
from huayuan.profiles.traits.computed import KINDS, Computed
from huayuan.profiles.traits.defining import definitions, forget
from huayuan.profiles.traits.kinds import MOST_OPTIONS, normal

LAY_OUT, COMPUTE, FORGET = "profiles.trait_lay_out", "profiles.trait_compute", "profiles.trait_forget"
PEOPLE_AT_ONCE = 500
MOST_TRAITS = 500
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_CHANGES_VALUES = ("kind", "loose", "precedence")


@dataclass(frozen=True, slots=True)
class TraitChanges:
    """What to change; None leaves it as it is."""

    label: Text | None = None
    kind: TraitKind | None = None
    options: tuple[TraitOption, ...] | None = None
    loose: bool | None = None
    personal: bool | None = None
    precedence: tuple[str, ...] | None = None
    computed: dict[str, Any] | None = None


def create(tx: Transaction, one: TraitDefinition, by: str | None) -> TraitDefinition:
    """Raises TraitExists, BadTraitDefinition."""
    known = definitions(tx)
    if not _KEY.fullmatch(one.key):
        raise BadTraitDefinition(trait=one.key, reason=Text("标识需为小写字母开头的字母、数字、下划线", "the key is lower-case letters, digits and _, a letter first"))  # fmt: skip
    if one.key in known:
        raise TraitExists(trait=one.key)
    if len(known) - len(BUILT_IN) >= MOST_TRAITS:
        raise BadTraitDefinition(trait=one.key, reason=Text(f"最多 {MOST_TRAITS} 个属性", f"at most {MOST_TRAITS} traits"))  # fmt: skip
    checked = _checked(one)
    store.write(tx.session, checked, by, tx.now)
    forget(tx)
    if checked.computed is not None:
        tx.enqueue(COMPUTE, {"key": one.key})
    return checked


def change(tx: Transaction, key: str, changes: TraitChanges, by: str | None) -> TraitDefinition:
    """Of a built-in trait: label, options where it has some, personal, precedence. Raises UnknownTrait, BadTraitDefinition."""
    old = definition_of(tx, key)
    wanted = {
        name: value
        for name in TraitChanges.__dataclass_fields__
        if (value := getattr(changes, name)) is not None and value != getattr(old, name)
    }
    if old.built_in and (fixed := wanted.keys() & {"kind", "loose", "computed"} or _optionless(old, wanted)):
        names = ", ".join(sorted(fixed))
        raise BadTraitDefinition(trait=key, reason=Text(f"系统属性的 {names} 不能修改", f"{names} of a built-in trait cannot be changed"))  # fmt: skip
    if (old.computed is None) != (changes.computed is None) and "computed" in wanted:
        raise BadTraitDefinition(trait=key, reason=Text("不能把普通属性改为计算属性", "an ordinary trait cannot become a computed one"))  # fmt: skip
    new = _checked(replace(old, **wanted))
    store.write(tx.session, new, by, tx.now)
    forget(tx)
    if wanted.keys() & set(_CHANGES_VALUES):
        tx.enqueue(LAY_OUT, {"key": key})
    if "computed" in wanted:
        tx.enqueue(COMPUTE, {"key": key})
    return new


def _optionless(old: TraitDefinition, wanted: dict[str, Any]) -> set[str]:
    return {"options"} & wanted.keys() if not old.options else set()


def delete(tx: Transaction, key: str, uses: TraitUses | None) -> None:
    """The definition now, what was stated in the background. Raises UnknownTrait, TraitBuiltIn, TraitInUse."""
    if definition_of(tx, key).built_in:
        raise TraitBuiltIn(trait=key)
    if uses is not None and (places := uses.places_of_trait(tx, key)):
        names = "、".join(place.name for place in places[:5])
        told = [{"kind": one.kind, "id": one.id, "name": one.name, "url": one.url} for one in places]
        raise TraitInUse(trait=key, names=names, places=told)
    store.drop(tx.session, key)
    forget(tx)
    tx.enqueue(FORGET, {"key": key})


def check_computed(tx: Transaction, key: str) -> None:
    """Raises UnknownTrait, BadTraitDefinition."""
    if definition_of(tx, key).computed is None:
        raise BadTraitDefinition(trait=key, reason=Text("不是计算属性", "it is not a computed trait"))


def _checked(one: TraitDefinition) -> TraitDefinition:
    def refuse(zh: str, en: str) -> BadTraitDefinition:
        return BadTraitDefinition(trait=one.key, reason=f"{zh} / {en}")

    label = Text(*(text.strip()[:60] for text in one.label))
    label = Text(label.zh or label.en or one.key, label.en or label.zh or one.key)
    options = one.options
    if one.kind not in (TraitKind.ONE_OF, TraitKind.MANY_OF):
        options = ()
    elif not options and one.kind is TraitKind.ONE_OF:
        raise refuse("单选需要选项", "one-of needs options")  # many-of without any takes whatever is said
    if len(options) > MOST_OPTIONS:
        raise refuse(f"最多 {MOST_OPTIONS} 个选项", f"at most {MOST_OPTIONS} options")
    if any(not normal(option.value) or len(option.value) > 60 for option in options):
        raise refuse("选项需为 1 到 60 个字", "an option has 1 to 60 characters")
    if len({normal(option.value) for option in options}) < len(options):
        raise refuse("选项重复", "options are repeated")
    if len(one.precedence) > 20 or any(not 0 < len(source) <= 60 for source in one.precedence):
        raise refuse("最多 20 个来源，每个 1 到 60 个字", "at most 20 sources of 1 to 60 characters")
    if one.computed is not None:
        measured = Computed.parse(one.key, one.computed)
        if one.kind not in KINDS[measured.of]:
            names = ", ".join(KINDS[measured.of])
            raise refuse(f"这种计算的结果需为：{names}", f"its result must be: {names}")
    return replace(one, label=label, options=options, precedence=tuple(dict.fromkeys(one.precedence)))


def next_stated(tx: Transaction, key: str, after: int) -> list[int]:
    """The next people of whom the trait is stated, by id."""
    return statements.people_after(tx.session, key, after, PEOPLE_AT_ONCE)


def lay_out(tx: Transaction, key: str, people: list[int]) -> None:
    """What is kept for comparing, as the definition says now."""
    if key not in definitions(tx):
        return
    keep_values_of(tx, people, [key])
    if key in SUMMARY_TRAITS:
        refresh_names(tx, people)
    telling.changed(tx, people)


def forget_stated(tx: Transaction, key: str, people: list[int]) -> None:
    """Whatever was stated about a deleted trait; unless it was defined again meanwhile."""
    if key in definitions(tx):
        return
    statements.forget_all(tx.session, people, key)
    telling.changed(tx, people)
