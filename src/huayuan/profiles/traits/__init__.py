"""Traits (属性): their definitions, kinds and comparisons; computed ones; changed for many at once."""
