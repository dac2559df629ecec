"""微信小店 and 视频号 as a connection: orders, refunds, live rooms and leads."""
