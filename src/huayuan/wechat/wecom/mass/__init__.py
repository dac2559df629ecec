"""企业群发: messages to many, prepared by us and sent by staff who confirm them."""
