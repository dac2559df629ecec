"""People, what they want and what they do; knows nothing of HTTP."""
