"""Rows of profiles in, values out: the only place of the feature that says `select`."""
