"""kill -9 of the server at random moments under load: what was promised and is missing, what happened twice.

The same code as tests/stories/test_crashes.py, more often. Events come from clients that repeat until they are
answered; friends and their welcomes from the sandbox. Every count of something missing or doubled must be 0.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from harness import arguments, conclude

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))


def main() -> None:
    from stories.crashing import crash

    options = arguments(__doc__ or "", rounds=(int, 20, "kills"), seed=(int, 1, "of the moments"))
    with tempfile.TemporaryDirectory(prefix="huayuan-crash-") as folder:
        report = asdict(crash(Path(folder) / "data", options.rounds, options.seed))
    conclude("crash", report, options.report)
    if report["events_missing"] or report["events_doubled"] or report["welcomes_sent_twice"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
