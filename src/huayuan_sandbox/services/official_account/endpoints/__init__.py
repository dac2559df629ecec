"""What the account answers, one module per group of paths."""
