"""Tags in depth: groups, exclusive tags, merging, lapsing, history, rules, links to platforms, quality."""
