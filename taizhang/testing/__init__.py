"""What every test of the house stands on: the cast, the factories, the walk over pages and acts."""
