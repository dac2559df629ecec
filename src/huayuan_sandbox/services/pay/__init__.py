"""微信支付 API v3: orders, refunds, transfers, coupons, certificates, and encrypted notifications."""
