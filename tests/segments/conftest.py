from segments.living import brand, warehouse  # noqa: F401  (fixtures)
