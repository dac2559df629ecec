"""获客助手: links through which customers add staff, each with its channel."""
