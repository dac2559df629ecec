"""QR codes as drawings."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> bytes:
    """SVG, for print at any size."""
    drawing = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawing, kind="svg", scale=8, border=4)
    return drawing.getvalue()
