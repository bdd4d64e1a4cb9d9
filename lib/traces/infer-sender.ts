// What only the server sees of a browser: its address and its User-Agent. Added where the SDK asks for it.
import { isIP } from "node:net";
import { isObject } from "#lib/events/bound-json.ts";
import type { Event } from "#lib/events/event.ts";
import { addUserAgent } from "#lib/events/read-user-agent.ts";
import { AUTO_IP } from "#lib/events/read-user.ts";
import { addAttribute, hasAttribute, type Attributes } from "#lib/telemetry/attributes.ts";

type Sender = { clientIp: string | null; userAgent: string | null };

/** @param settings the container's `ingest_settings`, as they came: what is not "auto" means no. */
export function inferSender(settings: unknown, sender: Sender): (into: Attributes) => void {
  const told = isObject(settings) ? settings : {};
  const known = told.infer_ip === "auto" ? sender.clientIp : null;
  const clientIp = known !== null && isIP(known) > 0 ? known : "";
  const client = told.infer_user_agent === "auto" ? clientOf(sender.userAgent) : [];
  return (into) => {
    const ip = into.attributes["user.ip_address"];
    if (ip === AUTO_IP || (ip === undefined && clientIp !== ""))
      into.attributes["user.ip_address"] = clientIp;
    for (const [key, value] of client) if (!hasAttribute(into, key)) addAttribute(into, key, value);
  };
}

/** Parsed once for all spans of a container. */
function clientOf(userAgent: string | null): [string, unknown][] {
  if (!userAgent) return [];
  const contexts: Event["contexts"] = {};
  addUserAgent(contexts, userAgent, "javascript");
  const { browser, os } = contexts;
  return [
    ["browser.name", browser?.name],
    ["browser.version", browser?.version],
    ["os.name", os?.name],
    ["os.version", os?.version],
  ];
}
