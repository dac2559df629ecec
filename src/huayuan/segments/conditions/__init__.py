"""Kinds of conditions: one file each, and a line in `registry`."""
