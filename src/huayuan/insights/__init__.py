"""Insights: parse → build → run → present. Definitions of every measure stand in docs/metrics.md."""
