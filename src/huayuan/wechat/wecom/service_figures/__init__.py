"""Figures of WeCom about staff and their groups, by day: chats, answers, new friends, members."""
