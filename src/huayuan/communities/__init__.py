"""社群: customer groups and who is inside."""
