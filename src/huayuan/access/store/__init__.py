"""The only queries of access: rows in, values out."""
