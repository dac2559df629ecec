"""What media refuse with."""

from __future__ import annotations

from huayuan.kernel.errors import HuayuanError, Text


class AssetUnfit(HuayuanError):
    code = "wecom.asset_unfit"
    status = 422
    message = Text(
        zh="“{name}”不能作为{kind}素材：大小 {given} 字节（允许 {least} 到 {most} 字节），类型 {type}。图片支持 JPG、PNG，视频支持 MP4，语音支持 AMR。",
        en="“{name}” cannot be a {kind}: {given} bytes ({least} to {most} are possible), type {type}. Pictures are JPG or PNG, "
        "films MP4, voice AMR.",
    )


class AttachmentWrong(HuayuanError):
    """`limit`: the most bytes, the kind of file that is needed, or the kinds there are."""

    code = "wecom.attachment_wrong"
    status = 422
    message = Text(
        zh="第 {place} 个附件的 {field} 缺失或不合要求（要求：{limit}）。请修改这个附件。",
        en="The {field} of attachment {place} is missing or unfit (needed: {limit}). Change this attachment.",
    )
