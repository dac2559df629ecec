"""客户群 of WeCom: read as a whole, and again whenever a callback tells of a change."""
