"""The calls of /cgi-bin, grouped as in Tencent's documentation."""
