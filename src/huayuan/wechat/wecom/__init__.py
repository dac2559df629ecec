"""企业微信: customers, staff, live codes, welcome messages."""
