"""What is in a schema."""

from psycopg2 import sql


def tables(cursor, schema: str) -> list[str]:
    """Names of the tables and materialized views of a schema, partitions left out."""
    cursor.execute(
        """
        select relname from pg_class
        where relnamespace = to_regnamespace(%s)
            and relkind in ('r', 'p', 'm') and not relispartition
        order by relname
        """,
        [schema],
    )
    return [name for (name,) in cursor.fetchall()]


def row_counts(cursor, schema: str) -> dict[str, int]:
    """Exact number of rows of every table and materialized view of a schema."""
    counts = {}
    for name in tables(cursor, schema):
        cursor.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(schema, name)))
        counts[name] = cursor.fetchone()[0]
    return counts


def checksums(cursor, schema: str) -> dict[str, tuple[int, str]]:
    """Rows and an order-free checksum of every table and materialized view of a schema."""
    found = {}
    for name in tables(cursor, schema):
        cursor.execute(
            sql.SQL(
                "select count(*), coalesce(md5(string_agg(line, '' order by line)), '')"
                " from (select md5(row::text) as line from {} as row) as hashed"
            ).format(sql.Identifier(schema, name))
        )
        found[name] = cursor.fetchone()
    return found
