"""Django: one view that asks the database and one that fails, each asked once."""

import os

import django
import sentry_sdk
from django.conf import settings
from django.http import JsonResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    ROOT_URLCONF=__name__,
    SECRET_KEY="only for this program",
)
sentry_sdk.init(dsn=os.environ["SENTRY_DSN"], release="django-shop@1.0.0", traces_sample_rate=1.0)
django.setup()


def articles(request):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 40 + 2")
        return JsonResponse({"count": cursor.fetchone()[0]})


def orders(request):
    raise LookupError("no such article")


urlpatterns = [path("articles/", articles), path("orders/", orders)]

import httpx  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

transport = httpx.WSGITransport(app=get_wsgi_application(), raise_app_exceptions=False)
with httpx.Client(transport=transport, base_url="http://shop.example") as client:
    assert client.get("/articles/").status_code == 200
    assert client.post("/orders/", data={"article": "12"}).status_code == 500
sentry_sdk.flush(timeout=10)
