"""What every connector of the WeChat world stands on."""
