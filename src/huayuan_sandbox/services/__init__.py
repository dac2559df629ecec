"""One folder per WeChat service. A service is listed here and nowhere else."""
