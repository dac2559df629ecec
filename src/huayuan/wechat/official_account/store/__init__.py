"""Rows of the connector in, values out."""
