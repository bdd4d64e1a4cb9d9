import type { Installation, Platform, Step } from "#lib/projects/platforms/platform.ts";

function installations(extra?: string): Installation[] {
  const name = extra ? `"sentry-sdk[${extra}]>=2"` : `"sentry-sdk>=2"`;
  const of = (manager: string, command: string): Installation => ({
    manager,
    snippet: { lang: "bash", code: `${command} ${name}` },
  });
  return [of("pip", "pip install --upgrade"), of("uv", "uv add"), of("poetry", "poetry add")];
}

const init = (dsn: string) => `import sentry_sdk

sentry_sdk.init(
    dsn="${dsn}",
)`;

const route = (file: string, code: string): Step => ({
  title: "Send a test error",
  text: "Open /break after adding this route:",
  snippets: [{ file, lang: "py", code }],
});

const python: Platform = {
  id: "python",
  name: "Python",
  keywords: ["script", "celery", "worker", "lambda", "aiohttp", "starlette"],
  install: installations(),
  configure: (dsn) => [
    {
      title: "Start it at the top of your program",
      snippets: [{ file: "main.py", lang: "py", code: init(dsn) }],
    },
  ],
  verify: {
    title: "Send a test error",
    text: "After the lines above, add:",
    snippets: [{ file: "main.py", lang: "py", code: `raise RuntimeError("Debrief test error")` }],
  },
};

const flask: Platform = {
  id: "python-flask",
  name: "Flask",
  keywords: ["python", "server", "backend", "wsgi"],
  install: installations("flask"),
  configure: (dsn) => [
    {
      title: "Start it before the app",
      snippets: [
        {
          file: "app.py",
          lang: "py",
          code: `${init(dsn)}

from flask import Flask

app = Flask(__name__)`,
        },
      ],
    },
  ],
  verify: route(
    "app.py",
    `@app.route("/break")\ndef break_it():\n    raise RuntimeError("Debrief test error")`,
  ),
};

const django: Platform = {
  id: "python-django",
  name: "Django",
  keywords: ["python", "server", "backend", "wsgi", "asgi"],
  install: installations("django"),
  configure: (dsn) => [
    {
      title: "Start it in your settings",
      snippets: [{ file: "settings.py", lang: "py", code: init(dsn) }],
    },
  ],
  verify: route(
    "urls.py",
    `from django.urls import path


def break_it(request):
    raise RuntimeError("Debrief test error")


urlpatterns = [
    path("break/", break_it),
    # your routes
]`,
  ),
};

const fastapi: Platform = {
  id: "python-fastapi",
  name: "FastAPI",
  keywords: ["python", "server", "backend", "asgi", "starlette"],
  install: installations("fastapi"),
  configure: (dsn) => [
    {
      title: "Start it before the app",
      snippets: [
        {
          file: "main.py",
          lang: "py",
          code: `${init(dsn)}

from fastapi import FastAPI

app = FastAPI()`,
        },
      ],
    },
  ],
  verify: route(
    "main.py",
    `@app.get("/break")\nasync def break_it():\n    raise RuntimeError("Debrief test error")`,
  ),
};

export const pythonPlatforms = { python, flask, django, fastapi };
