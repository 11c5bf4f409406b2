"""Ballots (投票): questions, electorates and boxes that congresses, elections, reviews and committees call by reference; open and secret kinds, each called what it is."""
