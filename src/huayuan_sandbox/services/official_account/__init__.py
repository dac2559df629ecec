"""公众号: one certified account behind /official_account, its followers, and its callbacks."""
