"""Keeps computed traits in step with the event stream: computed again for whoever a commit touched."""

from __future__ import annotations

from huayuan.events.api import PeopleProjection
from huayuan.profiles.contracts import COMPUTED_TRAITS
from huayuan.profiles.traits.computing import recompute

PROJECTIONS = (PeopleProjection(COMPUTED_TRAITS, recompute),)
