"""FastAPI: one route that works and one that fails, each asked once."""

import os

import sentry_sdk
from fastapi import FastAPI
from fastapi.testclient import TestClient

sentry_sdk.init(dsn=os.environ["SENTRY_DSN"], release="fast-shop@1.0.0", traces_sample_rate=1.0)
app = FastAPI()


@app.get("/articles/{number}")
async def article(number: int):
    return {"number": number}


@app.get("/orders/{number}")
async def order(number: int):
    raise ArithmeticError(f"order {number} adds up to nothing")


client = TestClient(app, raise_server_exceptions=False)
assert client.get("/articles/12").status_code == 200
assert client.get("/orders/7").status_code == 500
sentry_sdk.flush(timeout=10)
