"""Transfers as they come over the wire."""

from __future__ import annotations

import msgspec

from huayuan.wechat.connections.api import Answer


class AskedCustomer(msgspec.Struct):
    """`errcode` 0: the request was accepted, which is not yet a transfer."""

    external_userid: str
    errcode: int = 0


class AskedCustomers(Answer):
    customer: list[AskedCustomer] = []


class TransferResult(msgspec.Struct):
    """`status` 1 done, 2 waiting, 3 refused by the customer, 4 the taker has too many customers."""

    external_userid: str
    status: int = 2
    takeover_time: int = 0


class TransferResults(Answer):
    customer: list[TransferResult] = []
    next_cursor: str = ""


class Unassigned(msgspec.Struct):
    handover_userid: str
    external_userid: str
    dimission_time: int = 0


class UnassignedPage(Answer):
    info: list[Unassigned] = []
    is_last: bool = False
    next_cursor: str = ""


class FailedGroup(msgspec.Struct):
    chat_id: str
    errcode: int = 0


class FailedGroups(Answer):
    failed_chat_list: list[FailedGroup] = []
