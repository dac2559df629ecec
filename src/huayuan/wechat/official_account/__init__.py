"""公众号: followers, messages, menus, codes and articles of one or several accounts."""
