import { npmInstallations, type Platform } from "#lib/projects/platforms/platform.ts";

const inBrowser = (dsn: string, packageName: string, more = "") =>
  `import * as Sentry from "${packageName}";

Sentry.init({
  dsn: "${dsn}",${more}
});`;

/** One line instead of a package; docs/ingest.md says what it can do. */
function loaderIn(dsn: string): string {
  const { origin, pathname, username } = new URL(dsn);
  const prefix = pathname.replace(/\/\d+\/?$/, "");
  return `<script src="${origin}${prefix}/js-sdk-loader/${username}.min.js" crossorigin="anonymous"></script>`;
}

const throwSoon = {
  lang: "js",
  code: `setTimeout(() => {\n  throw new Error("Debrief test error");\n}, 0);`,
};

const browser: Platform = {
  id: "javascript",
  name: "Browser JavaScript",
  keywords: ["js", "typescript", "web", "vanilla", "frontend", "vite", "webpack"],
  install: npmInstallations("@sentry/browser"),
  configure: (dsn) => [
    {
      title: "Start it before anything else of your page runs",
      snippets: [{ file: "main.js", lang: "js", code: inBrowser(dsn, "@sentry/browser") }],
    },
    {
      title: "Without a package: one line in each page’s head",
      text: "Before all other scripts. It is served from here, and loads the SDK when there is something to report.",
      snippets: [{ lang: "html", code: loaderIn(dsn) }],
      alternative: true,
    },
  ],
  verify: { title: "Send a test error", text: "After the lines above, add:", snippets: [throwSoon] },
};

const react: Platform = {
  id: "javascript-react",
  name: "React",
  keywords: ["jsx", "tsx", "frontend", "vite", "single page"],
  install: npmInstallations("@sentry/react"),
  configure: (dsn) => [
    {
      title: "Start it before React renders",
      snippets: [{ file: "src/instrument.js", lang: "js", code: inBrowser(dsn, "@sentry/react") }],
    },
    {
      title: "Report what components throw",
      snippets: [
        {
          file: "src/main.jsx",
          lang: "tsx",
          code: `import "./instrument.js";
import * as Sentry from "@sentry/react";
import { createRoot } from "react-dom/client";
import App from "./App";

createRoot(document.getElementById("root"), {
  onUncaughtError: Sentry.reactErrorHandler(),
  onCaughtError: Sentry.reactErrorHandler(),
  onRecoverableError: Sentry.reactErrorHandler(),
}).render(<App />);`,
        },
      ],
    },
  ],
  verify: {
    title: "Send a test error",
    text: "Put this button on a page and press it:",
    snippets: [
      {
        lang: "tsx",
        code: `<button onClick={() => { throw new Error("Debrief test error"); }}>
  Break something
</button>`,
      },
    ],
  },
};

const vue: Platform = {
  id: "javascript-vue",
  name: "Vue",
  keywords: ["js", "frontend", "vite", "single page"],
  install: npmInstallations("@sentry/vue"),
  configure: (dsn) => [
    {
      title: "Start it with your app",
      snippets: [
        {
          file: "src/main.js",
          lang: "js",
          code: `import { createApp } from "vue";
import * as Sentry from "@sentry/vue";
import App from "./App.vue";

const app = createApp(App);

Sentry.init({
  app,
  dsn: "${dsn}",
});

app.mount("#app");`,
        },
      ],
    },
  ],
  verify: {
    title: "Send a test error",
    text: "Put this button on a page and press it:",
    snippets: [
      {
        lang: "vue",
        code: `<script setup>
const fail = () => { throw new Error("Debrief test error"); };
</script>

<template>
  <button @click="fail">Break something</button>
</template>`,
      },
    ],
  },
};

export const browserPlatforms = { browser, react, vue };
