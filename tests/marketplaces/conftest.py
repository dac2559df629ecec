from profiles.platform_fixtures import catch_up, platform, web  # noqa: F401
