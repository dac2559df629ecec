"""Commerce (交易): orders and refunds as the events of the shops tell them."""
