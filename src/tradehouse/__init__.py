"""Tradehouse: the small part of the warehouse that dbt cannot do itself.

An embedded PostgreSQL server, sample sources and the command line. Everything else is dbt.
"""

__version__ = "0.1.0"
