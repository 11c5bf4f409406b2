"""Facts that leave the house and figures over many houses: signed Parquet files of a unit's facts, and the roll-up of any number of them.

Where a province outgrows one machine, each installation publishes what it has, and whoever stands above adds it up on DuckDB or on
Spark, from the same declared indicators and to the last digit (docs/scale.md). Needs the extra `taizhang[scale]`.
"""
