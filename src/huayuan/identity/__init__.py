"""OneID: identifiers, linking by evidence, merge and split, the conflict queue."""
