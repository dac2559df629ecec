"""Webhooks: other systems push signed JSON, which becomes events, orders and customers through a mapping."""
