"""微信小店 and 视频号: orders, after-sales, products, live rooms, leads, and their callbacks.

A shop is an app of its own on the same host as mini programs, so tokens, calls and callbacks are theirs.
"""
