"""Flask: one page that works and one that fails, each asked once."""

import os

import flask
import sentry_sdk

sentry_sdk.init(
    dsn=os.environ["SENTRY_DSN"],
    release="flask-shop@1.0.0",
    traces_sample_rate=1.0,
    send_default_pii=True,
)
app = flask.Flask(__name__)


@app.get("/articles/<int:number>")
def article(number):
    return {"number": number}


@app.post("/orders")
def order():
    raise KeyError("address")


client = app.test_client()
assert client.get("/articles/12?size=m").status_code == 200
assert client.post("/orders", json={"article": 12}).status_code == 500
sentry_sdk.get_client().session_flusher.flush()
sentry_sdk.flush(timeout=10)
