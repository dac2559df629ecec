"""The only place of identity that says select and insert: rows in, values out."""
