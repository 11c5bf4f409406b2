"""The pages of the worklog, by what they show: lists, one entry, changing it, what belongs to it, the catalogue."""
