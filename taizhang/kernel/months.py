"""The month of a day as the database tells it."""

from django.db.models import CharField, Func


class MonthOf(Func):
    """The month of a day as text, 2008-05: a plain expression on both engines (Django's TruncMonth calls Python for each row)."""

    output_field = CharField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="SUBSTR(%(expressions)s, 1, 7)", **context)

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="TO_CHAR(%(expressions)s, 'YYYY-MM')", **context)
