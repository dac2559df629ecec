"""Facts of WeCom's global error list (document 90313): which code belongs to which class."""

from __future__ import annotations

from enum import StrEnum


class ErrorClass(StrEnum):
    """What a code means for the caller."""

    RETRY = "retry"
    TOKEN_REFRESH = "token_refresh"
    CREDENTIAL = "credential"
    BACKOFF_MINUTE = "backoff_minute"
    BACKOFF_DAY = "backoff_day"
    FIX_REQUEST = "fix_request"
    PERMISSION = "permission"
    USER_STATE = "user_state"
    EXPIRED = "expired"
    CONFLICT = "conflict"
    QUOTA_BIZ = "quota_biz"
    RISK = "risk"
    IDEMPOTENT_OK = "idempotent_ok"
    ALERT = "alert"


CODES: dict[ErrorClass, tuple[int, ...]] = {
    ErrorClass.RETRY: (
        -1,
    ),
    ErrorClass.TOKEN_REFRESH: (
        40014, 41001, 42001, 42012,
    ),
    ErrorClass.CREDENTIAL: (
        40001, 40013,
    ),
    ErrorClass.BACKOFF_MINUTE: (
        45009, 45033,
    ),
    ErrorClass.BACKOFF_DAY: (
        41094, 45036,
    ),
    ErrorClass.FIX_REQUEST: (
        40003, 40007, 40031, 40032, 40033, 40035, 40054, 40056, 40057, 40058, 40063, 40066, 40068,
        40072, 40093, 40096, 40130, 41002, 41004, 41035, 41037, 41038, 41039, 41040, 41042, 41043,
        41046, 41047, 41049, 41052, 41091, 44001, 44004, 45001, 45002, 45029, 48010, 50100, 60251,
        60252, 60253, 81013, 81017, 82001, 86001, 86214, 90501, 90509, 90511, 95000, 95004, 95016,
        301058, 610004, 610014, 610018, 830001, 830002, 830003,
    ),
    ErrorClass.PERMISSION: (
        41200, 41211, 48001, 48002, 48004, 48006, 48011, 50001, 50002, 50003, 60011, 60020, 60021,
        60031, 84074, 95011, 95012, 95017, 95030, 301002, 301042, 301053, 610015, 610016, 610017,
        701008, 701099,
    ),
    ErrorClass.USER_STATE: (
        40097, 40098, 40131, 40205, 41044, 41048, 41051, 41053, 41054, 43004, 46004, 49008, 60003,
        60111, 60123, 84061, 84084, 86003, 90500, 90502, 90510, 95001, 95002, 95013, 95014, 95018,
        95019, 95031,
    ),
    ErrorClass.EXPIRED: (
        40029, 40145, 41050, 41201, 42003, 42022, 95007,
    ),
    ErrorClass.CONFLICT: (
        6000, 40100, 40129, 41063, 41079, 45035, 90507,
    ),
    ErrorClass.QUOTA_BIZ: (
        40099, 40126, 40128, 40144, 41041, 41045, 41055, 41078, 41095, 41202, 41210, 90503, 95003,
        95005, 95020, 95026, 95027, 610001, 610023,
    ),
    ErrorClass.RISK: (
        40143, 40201, 40204,
    ),
    ErrorClass.IDEMPOTENT_OK: (
        40071, 41093, 41096, 90504, 90508, 95033,
    ),
    ErrorClass.ALERT: (
        48005, 301007, 301052, 610024,
    ),
}  # fmt: skip

CLASS_OF: dict[int, ErrorClass] = {code: kind for kind, codes in CODES.items() for code in codes}


def classify(errcode: int) -> ErrorClass:
    """The class of a code. One that is not in the table is an alert: someone has to look."""
    return CLASS_OF.get(errcode, ErrorClass.ALERT)
