from segments.door import door, shared_door  # noqa: F401  (fixtures)
from segments.living import brand, warehouse  # noqa: F401  (fixtures)
