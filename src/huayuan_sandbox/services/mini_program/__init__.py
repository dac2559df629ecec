"""小程序: login, phone number, links, codes, subscribe messages, customer messages, statistics, callbacks."""
