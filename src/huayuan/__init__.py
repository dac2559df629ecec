"""Huayuan: private-domain operations on WeChat and beyond."""

__version__ = "0.1.0"
