"""商品图册: products that staff send to customers from the chat. WeCom keeps them; nothing is kept here."""
