"""Connectors to the WeChat world."""
