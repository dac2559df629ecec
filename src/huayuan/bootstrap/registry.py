"""What each feature contributes, found by its file names: models, routes, tasks, loops, reactions, privacy hooks."""

from __future__ import annotations

import importlib
import importlib.util
from types import ModuleType
from typing import Any

from huayuan.kernel import forgetting, housekeeping
from huayuan.kernel.jobs import Tasks
from huayuan.kernel.loops import Loops
from huayuan.kernel.outbox import Reactions
from huayuan.kernel.privacy import PrivacyHooks

# Lowest rank first; a feature's place here follows docs/map.md.
FEATURES = (
    "access", "events", "identity", "stores", "profiles", "profiles.tags", "profiles.traits", "compliance", "commerce",
    "segments.lists", "segments.members", "segments", "segments.rfm", "segments.lifecycle", "messaging", "communities", "live_codes", "insights", "marketplaces", "wechat.connections", "wechat.tag_sync",
    "wechat.wecom",
    "wechat.wecom.groups", "wechat.wecom.group_welcomes", "wechat.wecom.kf", "wechat.wecom.mass", "wechat.wecom.media", "wechat.wecom.transfers",
    "wechat.wecom.web", "wechat.wecom.albums", "wechat.wecom.word_rules", "wechat.wecom.notices",
    "wechat.wecom.archive", "wechat.wecom.completion", "wechat.wecom.service_figures", "wechat.wecom.join_ways",
    "wechat.wecom.acquisition", "wechat.wecom.moments",
    "wechat.official_account", "wechat.official_account.days", "wechat.mini_program", "wechat.channels",
    "wechat.pay",
)  # fmt: skip


def _load(feature: str, file: str) -> ModuleType | None:
    name = f"huayuan.{feature}.{file}"
    try:
        found = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return None
    return importlib.import_module(name) if found else None


def _collect(file: str, attribute: str, kind: type[Any]) -> list[Any]:
    found = []
    for feature in FEATURES:
        value = getattr(_load(feature, file), attribute, None)
        if isinstance(value, kind):
            found.append(value)
    return found


MODELS = [module for feature in FEATURES if (module := _load(feature, "models"))]
REACTIONS: list[Reactions] = _collect("reactions", "REACTIONS", Reactions)
TASKS: list[Tasks] = [housekeeping.TASKS, *_collect("tasks", "TASKS", Tasks)]
LOOPS: list[Loops] = _collect("tasks", "LOOPS", Loops)
PRIVACY: list[PrivacyHooks] = [forgetting.PRIVACY, *_collect("api", "PRIVACY", PrivacyHooks)]


def routers() -> list[Any]:
    """The FastAPI routers of all features. Imported late: the command line does not need them."""
    modules = (_load(feature, "routes") for feature in FEATURES)
    return [module.router for module in modules if module is not None]


def intake() -> list[Any]:
    """Plain routes that are matched first, because machines call them all day: every feature's `routes.INTAKE`."""
    modules = (_load(feature, "routes") for feature in FEATURES)
    return [route for module in modules for route in getattr(module, "INTAKE", ())]


def warehouse_tables() -> list[Any]:
    """Tables of the warehouse, from each feature's `tables.WAREHOUSE_TABLES`."""
    return [
        table for feature in FEATURES for table in getattr(_load(feature, "tables"), "WAREHOUSE_TABLES", ())
    ]


def projections() -> list[Any]:
    """Every feature's `projections.PROJECTIONS`."""
    return [
        projection
        for feature in FEATURES
        for projection in getattr(_load(feature, "projections"), "PROJECTIONS", ())
    ]
