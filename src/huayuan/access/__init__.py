"""Who may enter the console and the API, what they may do, and the record of what they did."""
