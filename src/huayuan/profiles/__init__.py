"""Profiles (画像): who a person is to us — summary, traits, tags and friendships with staff."""
