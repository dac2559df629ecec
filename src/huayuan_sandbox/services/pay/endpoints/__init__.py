"""One module per group of paths; `urls.py` merges their ENDPOINTS."""
