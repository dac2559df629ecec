"""Pages inside WeCom: logging in as a member, and signatures for its JS-SDK."""
