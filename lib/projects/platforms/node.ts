import { npmInstallations, type Platform } from "#lib/projects/platforms/platform.ts";

const instrument = (dsn: string) => ({
  file: "instrument.mjs",
  lang: "js",
  code: `import * as Sentry from "@sentry/node";

Sentry.init({
  dsn: "${dsn}",
});`,
});

const start = {
  title: "Load it before your program",
  snippets: [{ lang: "bash", code: "node --import ./instrument.mjs app.mjs" }],
};

const node: Platform = {
  id: "node",
  name: "Node.js",
  keywords: ["javascript", "typescript", "server", "backend", "koa", "fastify", "nestjs"],
  install: npmInstallations("@sentry/node"),
  configure: (dsn) => [{ title: "Put the set-up in a file of its own", snippets: [instrument(dsn)] }, start],
  verify: {
    title: "Send a test error",
    text: "At the end of your program, add:",
    snippets: [
      {
        file: "app.mjs",
        lang: "js",
        code: `setTimeout(() => {\n  throw new Error("Debrief test error");\n}, 0);`,
      },
    ],
  },
};

const express: Platform = {
  id: "node-express",
  name: "Express",
  keywords: ["node", "javascript", "typescript", "server", "backend"],
  install: npmInstallations("@sentry/node"),
  configure: (dsn) => [
    { title: "Put the set-up in a file of its own", snippets: [instrument(dsn)] },
    {
      title: "Report what handlers throw",
      text: "After all routes, and before any other error handler:",
      snippets: [
        {
          file: "app.mjs",
          lang: "js",
          code: `import * as Sentry from "@sentry/node";
import express from "express";

const app = express();
// your routes

Sentry.setupExpressErrorHandler(app);
app.listen(3000);`,
        },
      ],
    },
    start,
  ],
  verify: {
    title: "Send a test error",
    text: "Open /break after adding this route:",
    snippets: [
      {
        file: "app.mjs",
        lang: "js",
        code: `app.get("/break", () => {\n  throw new Error("Debrief test error");\n});`,
      },
    ],
  },
};

export const nodePlatforms = { node, express };
