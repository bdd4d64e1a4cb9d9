"""A script with sentry-sdk: does everything the SDK can, once, and ends."""

import os
import sys
import time

import sentry_sdk
from sentry_sdk.crons import capture_checkin
from sentry_sdk.crons.consts import MonitorStatus

stream = sys.argv[1:] == ["stream"]

sentry_sdk.init(
    dsn=os.environ["SENTRY_DSN"],
    release="billing@5.0.1",
    environment="production",
    traces_sample_rate=1.0,
    **({"trace_lifecycle": "stream"} if stream else {"profiles_sample_rate": 1.0}),
    enable_logs=True,
    before_send=lambda event, hint: None if event.get("message") == "dropped on purpose" else event,
)


def invoice(customer):
    secret = "".join(["hun", "ter2"])
    total = {"net": 10, "vat": 1.9}
    raise ValueError(f"no address for {customer}")


def busy(seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        sum(range(1000))


scope = sentry_sdk.get_isolation_scope()
scope.set_user({"id": 17, "email": "ada@shop.example"})
scope.set_tag("paid", True)
sentry_sdk.add_breadcrumb(category="invoice", message="opened 2026-11", level="info")

with sentry_sdk.new_scope() as inner:
    inner.add_attachment(bytes=b"net,vat\n10,1.9\n", filename="invoice.csv", content_type="text/csv")
    try:
        invoice("ada")
    except ValueError as error:
        try:
            raise RuntimeError("invoice run stopped") from error
        except RuntimeError:
            sentry_sdk.capture_exception()

sentry_sdk.capture_message("ledger is late", level="warning")
sentry_sdk.capture_message("dropped on purpose")

if stream:
    with sentry_sdk.traces.start_span(name="close month", attributes={"sentry.op": "task"}):
        with sentry_sdk.traces.start_span(
            name="SELECT sum(total) FROM invoice", attributes={"sentry.op": "db.query"}
        ):
            busy(0.05)
else:
    with sentry_sdk.start_transaction(op="task", name="close month"):
        with sentry_sdk.start_span(op="db.query", name="SELECT sum(total) FROM invoice"):
            busy(0.25)

sentry_sdk.logger.info("month {month} closed", month=11)
sentry_sdk.metrics.count("invoices", 2)
sentry_sdk.metrics.distribution("invoice.total", 11.9, unit="euro")
sentry_sdk.metrics.gauge("open", 4)

config = {
    "schedule": {"type": "interval", "value": 10, "unit": "minute"},
    "checkin_margin": 5,
    "timezone": "UTC",
}
check_in = capture_checkin(
    monitor_slug="close-month", status=MonitorStatus.IN_PROGRESS, monitor_config=config
)
capture_checkin(
    monitor_slug="close-month", check_in_id=check_in, status=MonitorStatus.ERROR, duration=2.5
)

sentry_sdk.flush(timeout=10)
