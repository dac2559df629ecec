"""会话存档: what a separate process read with Tencent's library comes in here. Off by default."""
