"""群活码: codes through which people come into one of several groups."""
