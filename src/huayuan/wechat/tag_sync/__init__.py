"""Tags kept in step with those of platforms: corp tags of WeCom, tags of a 公众号."""
