"""Files that hold a table: CSV in any Chinese encoding and Excel, read row by row, and CSV that Excel opens safely."""
