"""Facts of API v3: which of its named refusals belongs to which class, and what its HTTP statuses mean."""

from __future__ import annotations

from huayuan.wechat.connections.errors import ErrorClass

NAMES: dict[str, ErrorClass] = {
    "PARAM_ERROR": ErrorClass.FIX_REQUEST,
    "INVALID_REQUEST": ErrorClass.FIX_REQUEST,
    "APPID_MCHID_NOT_MATCH": ErrorClass.FIX_REQUEST,
    "OPENID_MISMATCH": ErrorClass.FIX_REQUEST,
    "REFUND_FEE_MISMATCH": ErrorClass.FIX_REQUEST,
    "SIGN_ERROR": ErrorClass.CREDENTIAL,
    "MCH_NOT_EXISTS": ErrorClass.CREDENTIAL,
    "NO_AUTH": ErrorClass.PERMISSION,
    "NOT_ENOUGH": ErrorClass.ALERT,
    "RULE_LIMIT": ErrorClass.QUOTA_BIZ,
    "TRADE_ERROR": ErrorClass.USER_STATE,
    "ACCOUNT_ERROR": ErrorClass.USER_STATE,
    "ORDER_NOT_EXIST": ErrorClass.USER_STATE,
    "RESOURCE_NOT_EXISTS": ErrorClass.USER_STATE,
    "USER_NOT_EXIST": ErrorClass.USER_STATE,
    "USER_ACCOUNT_ABNORMAL": ErrorClass.USER_STATE,
    "USER_AL_GET_COUPON": ErrorClass.USER_STATE,
    "ORDER_CLOSED": ErrorClass.EXPIRED,
    "ORDERPAID": ErrorClass.IDEMPOTENT_OK,
    "ORDER_PAID": ErrorClass.IDEMPOTENT_OK,
    "OUT_TRADE_NO_USED": ErrorClass.IDEMPOTENT_OK,
    "ALREADY_EXISTS": ErrorClass.IDEMPOTENT_OK,
    "RESOURCE_ALREADY_EXISTS": ErrorClass.IDEMPOTENT_OK,
    "FREQUENCY_LIMITED": ErrorClass.BACKOFF_MINUTE,
    "FREQUENCY_LIMIT_EXCEED": ErrorClass.BACKOFF_MINUTE,
    "SYSTEM_ERROR": ErrorClass.RETRY,
}
STATUSES: dict[int, ErrorClass] = {
    400: ErrorClass.FIX_REQUEST,
    401: ErrorClass.CREDENTIAL,
    403: ErrorClass.PERMISSION,
    404: ErrorClass.USER_STATE,
    429: ErrorClass.BACKOFF_MINUTE,
    500: ErrorClass.RETRY,
    502: ErrorClass.RETRY,
    503: ErrorClass.RETRY,
    504: ErrorClass.RETRY,
}
