"""The checker (核对): reads a narrative work report and says which of its figures hold."""
