import { expect, it } from "vitest";
import { platformOfLanguage, platformOfSdk } from "#lib/traces/platform-of-sdk.ts";

it.each([
  ["sentry.javascript.react", "javascript"],
  ["sentry.javascript.browser", "javascript"],
  ["sentry.javascript.node", "node"],
  ["sentry.javascript.nestjs", "node"],
  ["sentry.python.flask", "python"],
  ["sentry.go", "go"],
  ["sentry.dotnet.aspnetcore", "csharp"],
  ["opentelemetry", ""],
  ["sentry.cobol", ""],
  [undefined, ""],
])("%s runs on %s", (name, expected) => {
  expect(platformOfSdk(name)).toBe(expected);
});

it.each([
  ["nodejs", "node"],
  ["webjs", "javascript"],
  ["python", "python"],
  ["cobol", ""],
  [undefined, ""],
])("OpenTelemetry's %s is %s", (language, expected) => {
  expect(platformOfLanguage(language)).toBe(expected);
});
