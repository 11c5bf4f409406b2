"""The workbooks of congresses."""
