"""Moving in from LinkWeChat and MoChat: customers, friendships, tags and live codes. See README.md."""
