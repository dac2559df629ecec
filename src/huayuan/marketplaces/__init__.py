"""Marketplaces: what other systems know about customers and orders, brought in from their files."""
