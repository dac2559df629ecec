"""Unionids that another app showed, turned into customers of WeCom where the platform allows it."""
