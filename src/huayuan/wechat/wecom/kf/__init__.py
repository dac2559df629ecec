"""微信客服: messages fetched after callbacks, sessions, and a channel to answer on."""
