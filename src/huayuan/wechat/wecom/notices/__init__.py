"""应用消息: what staff are told in WeCom by the app."""
