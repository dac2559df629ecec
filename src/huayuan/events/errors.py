"""Why an event, or a whole request, is not accepted."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class EventRejected(HuayuanError):
    """Base of the refusals of single events; the others of the request are stored."""

    status = 422


class Malformed(EventRejected):
    code = "event.malformed"
    message = Text(
        zh="事件格式不对：{reason}。请按接口文档改正该字段后重发这一条。",
        en="The event is not in the documented form: {reason}. Correct that field and send this event again.",
    )


class BadProperty(EventRejected):
    code = "event.bad_property"
    message = Text(
        zh="事件“{event}”的属性不合规：{reason}。请按事件目录改正类型或范围后重发。",
        en="A property of “{event}” does not fit the catalog: {reason}. Correct its type or range and send it again.",
    )


class NoIdentifier(EventRejected):
    code = "event.no_identifier"
    message = Text(
        zh="没有可用的客户标识：{reason}。请至少带一个有效标识（例如 anonymous_id 或 phone）。",
        en="There is no usable identifier: {reason}. Send at least one that is valid, such as anonymous_id or phone.",
    )


class TooOld(EventRejected):
    code = "event.too_old"
    message = Text(
        zh="事件时间早于 {days} 天前的上限。请核对设备时钟；历史数据请用“导入”。",
        en="The event is older than the limit of {days} days. Check the device's clock, or use the import for history.",
    )


class InFuture(EventRejected):
    code = "event.in_future"
    message = Text(
        zh="事件时间比服务器晚 {seconds} 秒，超过允许的误差。请校准设备时钟后重发。",
        en="The event is {seconds} seconds ahead of the server, more than is tolerated. Set the device's clock and send it again.",
    )


class TooDeep(EventRejected):
    code = "event.too_deep"
    message = Text(
        zh="属性嵌套超过 {limit} 层。请压平结构后重发。",
        en="Properties are nested deeper than {limit} levels. Flatten them and send the event again.",
    )


class TooLong(EventRejected):
    code = "event.too_long"
    message = Text(
        zh="{what}超过 {limit} 的上限。请缩短后重发。",
        en="{what} is longer than the limit of {limit}. Shorten it and send the event again.",
    )


class BadRequest(HuayuanError):
    code = "collector.bad_request"
    status = 400
    message = Text(
        zh="请求无法读取：{reason}。整批未写入；请改正后用相同的编号重发。",
        en="The request cannot be read: {reason}. Nothing was stored; correct it and send it again with the same ids.",
    )


class TooManyEvents(HuayuanError):
    code = "collector.too_many"
    status = 413
    message = Text(
        zh="一次最多 {limit} 条事件，本次 {given} 条，整批未写入。请分批发送。",
        en="One request takes at most {limit} events; this one has {given} and nothing was stored. Send it in parts.",
    )


class BadWriteKey(HuayuanError):
    code = "collector.bad_key"
    status = 401
    message = Text(
        zh="写入密钥无效或已停用。请在“设置 · 密钥”中核对。",
        en="The write key is wrong or was revoked. Compare it with Settings · Keys.",
    )
