"""小程序 as a connection: login, phone numbers, links and codes, subscribe messages, statistics."""
