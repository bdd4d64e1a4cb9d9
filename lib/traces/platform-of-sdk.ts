// Streamed spans do not name their platform; their SDK does.
import { platformOf } from "#lib/events/platform.ts";

const JAVASCRIPT_ON_SERVERS = /^(?:node|bun|deno|nestjs|aws-serverless|google-cloud|hono|effect-node)/;

/** A platform of the protocol from an SDK's name, "sentry.python.flask"; "" when it does not tell. */
export function platformOfSdk(name: string | undefined): string {
  const [vendor, language = "", flavor = ""] = (name ?? "").split(".", 3);
  if (vendor !== "sentry" || language === "") return "";
  if (language === "javascript" && JAVASCRIPT_ON_SERVERS.test(flavor)) return "node";
  const platform = platformOf(language === "dotnet" ? "csharp" : language);
  return platform === "other" ? "" : platform;
}

const OF_OPENTELEMETRY: ReadonlyMap<string, string> = new Map([
  ["nodejs", "node"],
  ["webjs", "javascript"],
  ["dotnet", "csharp"],
  ["cpp", "native"],
]);

/** The same from OpenTelemetry's `telemetry.sdk.language`. */
export function platformOfLanguage(language: string | undefined): string {
  if (language === undefined) return "";
  const platform = platformOf(OF_OPENTELEMETRY.get(language) ?? language);
  return platform === "other" ? "" : platform;
}
