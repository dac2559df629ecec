"""The WeChat world on loopback: real wire formats in front, simulated people behind.

This package imports nothing from `huayuan`; the two meet only over HTTP.
"""
