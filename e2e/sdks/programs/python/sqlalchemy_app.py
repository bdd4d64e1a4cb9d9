"""SQLAlchemy: queries inside a transaction, and one that fails."""

import os

import sentry_sdk
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

sentry_sdk.init(dsn=os.environ["SENTRY_DSN"], release="sql-shop@1.0.0", traces_sample_rate=1.0)
engine = create_engine("sqlite://")

with sentry_sdk.start_transaction(op="task", name="count articles"):
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE article (number INTEGER)"))
        connection.execute(text("SELECT count(*) FROM article WHERE number > :low"), {"low": 3})
        try:
            connection.execute(text("SELECT * FROM missing_table"))
        except OperationalError:
            sentry_sdk.capture_exception()

sentry_sdk.flush(timeout=10)
