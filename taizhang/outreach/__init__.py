"""Unions where there are none yet (建会与普查): firms are found, assigned, verified on site, won over, organised and registered.

Catalogue OM-02 – OM-07. Establishment: identified → publicised → willing → applied → approved → founded → registered (Trade Union Law, articles
10 to 15). The firm is a unit of the tree from the beginning; founding makes the same unit a union.
"""
