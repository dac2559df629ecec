"""Which parts a corp has. A new one is its module and a line here."""

from __future__ import annotations

from typing import Any

from huayuan_sandbox.services.wecom.acquisition import Acquisition
from huayuan_sandbox.services.wecom.aliases import Aliases
from huayuan_sandbox.services.wecom.app_messages import AppMessages
from huayuan_sandbox.services.wecom.behavior import Behavior
from huayuan_sandbox.services.wecom.catalogue import Catalogue
from huayuan_sandbox.services.wecom.departures import Departures
from huayuan_sandbox.services.wecom.group_transfers import GroupTransfers
from huayuan_sandbox.services.wecom.group_welcome import GroupWelcome
from huayuan_sandbox.services.wecom.groups import Groups
from huayuan_sandbox.services.wecom.images import Images
from huayuan_sandbox.services.wecom.join_ways import JoinWays
from huayuan_sandbox.services.wecom.kf import Kf
from huayuan_sandbox.services.wecom.mass import MassMessages
from huayuan_sandbox.services.wecom.moments import Moments
from huayuan_sandbox.services.wecom.parts import Part
from huayuan_sandbox.services.wecom.transfers import Transfers
from huayuan_sandbox.services.wecom.web_login import WebLogin

PARTS: tuple[type[Part[Any]], ...] = (
    JoinWays,
    Groups,
    Departures,
    MassMessages,
    Transfers,
    GroupTransfers,
    Moments,
    Acquisition,
    Aliases,
    GroupWelcome,
    Kf,
    Images,
    WebLogin,
    Catalogue,
    Behavior,
    AppMessages,
)
