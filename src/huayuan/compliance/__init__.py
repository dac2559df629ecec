"""The rights of the people whose data we keep: a copy of it, and its erasure."""
