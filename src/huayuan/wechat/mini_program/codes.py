"""Facts of the error codes of mini programs and 微信小店: which code belongs to which class."""

from __future__ import annotations

from huayuan.wechat.connections.errors import ErrorClass

CODES: dict[ErrorClass, tuple[int, ...]] = {
    ErrorClass.RETRY: (
        -1,
    ),
    ErrorClass.TOKEN_REFRESH: (
        40001, 40014, 41001, 42001,
    ),
    ErrorClass.CREDENTIAL: (
        40013, 40125, 40243,
    ),
    ErrorClass.BACKOFF_MINUTE: (
        45011,
    ),
    ErrorClass.BACKOFF_DAY: (
        45009, 48006,
    ),
    ErrorClass.FIX_REQUEST: (
        40002, 40003, 40004, 40005, 40006, 40007, 40008, 40009, 40015, 40016, 40031, 40032, 40033,
        40035, 40037, 40066, 40097, 40129, 40130, 40132, 40155, 40159, 40165, 40169, 40212, 40225,
        41002, 41004, 41005, 41030, 43002, 43003, 44002, 45001, 45002, 45003, 45004, 45008, 45057,
        45058, 45072, 45157, 45158, 45159, 45166, 47001, 47003, 49003, 53503, 61500, 61501, 65303,
        76021, 87009, 200013, 200014, 200020, 200021,
    ),
    ErrorClass.PERMISSION: (
        40164, 43104, 45035, 48001, 48008, 53504, 61004, 61007, 65400, 85079, 89002, 89503, 89504,
        89505, 89506, 89507, 914911001, 914911003,
    ),
    ErrorClass.USER_STATE: (
        43004, 43019, 43101, 45015, 45033, 45047, 45080, 46003, 48002, 50005, 65301, 70000, 10060028,
        914911002,
    ),
    ErrorClass.EXPIRED: (
        40029, 40030, 40163, 41008, 42002, 42003, 42007, 61010,
    ),
    ErrorClass.CONFLICT: (
        45066, 53505, 61503, 10060001,
    ),
    ErrorClass.QUOTA_BIZ: (
        45028, 45029, 45056, 45059, 85400, 200012, 1400001, 10070002,
    ),
    ErrorClass.RISK: (
        40226, 45168, 87014,
    ),
    ErrorClass.IDEMPOTENT_OK: (
        45065, 45081,
    ),
    ErrorClass.ALERT: (
        48004, 50002, 50004, 50007, 200011, 10080001,
    ),
}  # fmt: skip
