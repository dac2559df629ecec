"""入群欢迎语: what a group says to whoever comes in, kept as templates that owners choose from."""
