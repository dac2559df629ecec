"""Refusals of API v3: an HTTP status and {"code", "message"}."""

from __future__ import annotations


class PayError(Exception):
    """`code` and `status` as documented; `internal` is the number at the end of Request-ID, 0 = none."""

    def __init__(self, status: int, code: str, message: str, internal: int = 0) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.internal = internal


def bad_parameter(field: str, message: str = "") -> PayError:
    return PayError(400, "PARAM_ERROR", message or f"参数错误:{field}", 268_435_461)


def refused(message: str) -> PayError:
    return PayError(400, "INVALID_REQUEST", message)


def bad_signature(message: str) -> PayError:
    return PayError(401, "SIGN_ERROR", message, 268_443_699)


def no_order() -> PayError:
    return PayError(404, "ORDER_NOT_EXIST", "订单不存在", 268_512_771)


def not_found(what: str) -> PayError:
    return PayError(404, "RESOURCE_NOT_EXISTS", f"{what}不存在")


def not_enough() -> PayError:
    return PayError(403, "NOT_ENOUGH", "余额不足")
