"""微信支付 API v3 as a connection: orders, refunds, transfers, coupons, and their notifications."""
