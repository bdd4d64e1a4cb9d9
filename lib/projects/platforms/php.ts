import type { Platform } from "#lib/projects/platforms/platform.ts";

export const php: Platform = {
  id: "php",
  name: "PHP",
  keywords: ["server", "backend", "laravel", "symfony", "wordpress"],
  install: [{ manager: "composer", snippet: { lang: "bash", code: "composer require sentry/sentry" } }],
  configure: (dsn) => [
    {
      title: "Start it where every request begins",
      snippets: [
        {
          file: "index.php",
          lang: "php",
          code: `<?php

require __DIR__ . '/vendor/autoload.php';

\\Sentry\\init([
    'dsn' => '${dsn}',
]);`,
        },
      ],
    },
  ],
  verify: {
    title: "Send a test error",
    text: "After the lines above, add:",
    snippets: [{ file: "index.php", lang: "php", code: `throw new \\Exception('Debrief test error');` }],
  },
};
