"""敏感词规则: words that staff must not send to customers. WeCom keeps and applies them; nothing is kept here."""
