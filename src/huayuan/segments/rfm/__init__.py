"""RFM: recency, frequency and money of people who buy, as a grid of cells."""
