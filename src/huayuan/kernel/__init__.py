"""What every feature stands on: storage, time, errors, delivery. Knows no feature."""
