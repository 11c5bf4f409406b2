"""Taizhang (台账): a union's work is recorded once, and every figure, report and publication derives from those records."""

__version__ = "0.1.0"
