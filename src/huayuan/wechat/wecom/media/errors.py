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
