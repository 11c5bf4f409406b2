"""What every test of the house may ask for; the work is in taizhang/testing."""

pytest_plugins = ["taizhang.testing.plugin"]
