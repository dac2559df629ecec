"""What the platform counts of a whole account each day: reads, shares, messages written to it, callbacks."""
