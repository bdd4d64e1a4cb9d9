import { npmInstallations, type Platform } from "#lib/projects/platforms/platform.ts";

const init = (dsn: string) => `import * as Sentry from "@sentry/nextjs";

Sentry.init({
  dsn: "${dsn}",
});`;

export const nextjs: Platform = {
  id: "javascript-nextjs",
  name: "Next.js",
  keywords: ["react", "vercel", "fullstack", "app router", "ssr"],
  install: npmInstallations("@sentry/nextjs"),
  configure: (dsn) => [
    {
      title: "In the browser",
      snippets: [
        {
          file: "instrumentation-client.ts",
          lang: "ts",
          code: `${init(dsn)}

export const onRouterTransitionStart = Sentry.captureRouterTransitionStart;`,
        },
      ],
    },
    {
      title: "On the server",
      snippets: [
        { file: "sentry.server.config.ts", lang: "ts", code: init(dsn) },
        {
          file: "instrumentation.ts",
          lang: "ts",
          code: `import * as Sentry from "@sentry/nextjs";

export async function register() {
  await import("./sentry.server.config");
}

export const onRequestError = Sentry.captureRequestError;`,
        },
        {
          file: "next.config.ts",
          lang: "ts",
          code: `import { withSentryConfig } from "@sentry/nextjs";

export default withSentryConfig({
  // your configuration
});`,
        },
      ],
    },
    {
      title: "When the whole page fails",
      snippets: [
        {
          file: "app/global-error.tsx",
          lang: "tsx",
          code: `"use client";

import * as Sentry from "@sentry/nextjs";
import { useEffect } from "react";

export default function GlobalError({ error }: { error: Error }) {
  useEffect(() => {
    Sentry.captureException(error);
  }, [error]);
  return (
    <html>
      <body>Something went wrong.</body>
    </html>
  );
}`,
        },
      ],
    },
  ],
  verify: {
    title: "Send a test error",
    text: "Open /break after adding this page:",
    snippets: [
      {
        file: "app/break/page.tsx",
        lang: "tsx",
        code: `export const dynamic = "force-dynamic";

export default function Break() {
  throw new Error("Debrief test error");
}`,
      },
    ],
  },
};
