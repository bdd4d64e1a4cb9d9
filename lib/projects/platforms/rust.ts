import type { Platform } from "#lib/projects/platforms/platform.ts";

export const rust: Platform = {
  id: "rust",
  name: "Rust",
  keywords: ["cargo", "server", "backend", "axum", "actix"],
  install: [{ manager: "cargo", snippet: { lang: "bash", code: "cargo add sentry" } }],
  configure: (dsn) => [
    {
      title: "Start it in main",
      text: "Keep the guard until the program ends: dropping it sends what is left.",
      snippets: [
        {
          file: "src/main.rs",
          lang: "rust",
          code: `fn main() {
    let _guard = sentry::init("${dsn}");
}`,
        },
      ],
    },
  ],
  verify: {
    title: "Send a test error",
    text: "At the end of main, add:",
    snippets: [{ file: "src/main.rs", lang: "rust", code: `panic!("Debrief test error");` }],
  },
};
