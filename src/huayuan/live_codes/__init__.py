"""渠道活码: a QR code per channel that leads to staff, welcomes and tags."""
