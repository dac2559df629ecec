"""Rows of tags in, values out."""
