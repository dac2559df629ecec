"""The only place of this feature that selects and inserts."""
