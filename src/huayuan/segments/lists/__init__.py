"""Static lists (名单): people named in an uploaded file."""
