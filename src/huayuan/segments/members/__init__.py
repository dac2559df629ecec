"""The people of a segment: listed, followed, explained, exported, and changed all at once."""
