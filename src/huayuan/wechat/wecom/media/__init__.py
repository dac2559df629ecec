"""Pictures and files for messages: kept here, uploaded to WeCom for three days, and again before these end."""
