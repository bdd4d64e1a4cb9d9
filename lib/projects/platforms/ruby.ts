import type { Platform } from "#lib/projects/platforms/platform.ts";

export const ruby: Platform = {
  id: "ruby",
  name: "Ruby",
  keywords: ["server", "backend", "rails", "rack", "sidekiq", "sinatra"],
  install: [
    { manager: "bundler", snippet: { lang: "bash", code: "bundle add sentry-ruby" } },
    { manager: "gem", snippet: { lang: "bash", code: "gem install sentry-ruby" } },
  ],
  configure: (dsn) => [
    {
      title: "Start it before your program",
      text: "In Rails, add the gem sentry-rails too and put this in config/initializers/sentry.rb.",
      snippets: [
        {
          file: "main.rb",
          lang: "ruby",
          code: `require "sentry-ruby"

Sentry.init do |config|
  config.dsn = "${dsn}"
end`,
        },
      ],
    },
  ],
  verify: {
    title: "Send a test error",
    text: "After the lines above, add:",
    snippets: [
      {
        file: "main.rb",
        lang: "ruby",
        code: `begin
  1 / 0
rescue ZeroDivisionError => error
  Sentry.capture_exception(error)
end`,
      },
    ],
  },
};
