"""Events: collect, validate, drop repeats, store; the catalog of event names."""
