"""A rule as an operator would say it, in Chinese and English. Pure: names are looked up before."""
