import type { EventUser, RequestData } from "#lib/events/event.ts";
import { isObject } from "#lib/events/bound-json.ts";
import { isIP } from "node:net";
import { AUTO_IP } from "#lib/events/read-user.ts";

export type InferIp = "auto" | "never" | "legacy";

const CLIENT_PLATFORMS: ReadonlySet<string> = new Set(["javascript", "cocoa", "objc"]);

/** `sdk.settings.infer_ip` as sent; a missing one is an SDK from before the setting, a wrong one is "never". */
export function readInferIp(sdk: unknown): InferIp {
  const settings = isObject(sdk) ? sdk.settings : undefined;
  const told = isObject(settings) ? settings.infer_ip : undefined;
  if (told === undefined || told === null || told === "legacy") return "legacy";
  return told === "auto" ? "auto" : "never";
}

/** Fills the user's address as far as the SDK allows it; `{{auto}}` never stays. */
export function inferIp(
  user: EventUser | undefined,
  mode: InferIp,
  known: { clientIp: string | null; platform: string; request: RequestData | undefined },
): EventUser | undefined {
  const told = user?.ipAddress === AUTO_IP ? undefined : user?.ipAddress;
  const wanted = user?.ipAddress === AUTO_IP;
  const ipAddress = told ?? (mode === "never" ? undefined : guess(mode, wanted, known));
  if (ipAddress === user?.ipAddress) return user;
  const rest = { ...user, ipAddress };
  return Object.values(rest).some((value) => value !== undefined) ? rest : undefined;
}

function guess(
  mode: InferIp,
  wanted: boolean,
  known: { clientIp: string | null; platform: string; request: RequestData | undefined },
): string | undefined {
  const clientIp = known.clientIp !== null && isIP(known.clientIp) > 0 ? known.clientIp : undefined;
  if (mode === "auto" || wanted) return clientIp;
  const remote = known.request?.env?.REMOTE_ADDR;
  if (remote === AUTO_IP) return clientIp;
  if (typeof remote === "string" && isIP(remote) > 0) return remote;
  return CLIENT_PLATFORMS.has(known.platform) ? clientIp : undefined;
}
