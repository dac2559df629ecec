"""Reading tables from files people really have: CSV in any Chinese encoding, and Excel."""
