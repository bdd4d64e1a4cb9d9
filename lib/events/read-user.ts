import { isIP } from "node:net";
import { boundObject } from "#lib/events/bound-json.ts";
import type { EventUser } from "#lib/events/event.ts";
import {
  hasKeys,
  invalid,
  readLooseString,
  readSection,
  readString,
  remarkBounds,
  type Wire,
} from "#lib/events/read-field.ts";

const DATA = { depth: 4, chars: 4096 };
const KNOWN = new Set(["id", "email", "username", "name", "ip_address", "geo", "data"]);

/** What the SDK says in place of an address that only the server can see. */
export const AUTO_IP = "{{auto}}";

/** Who was hit. `ipAddress` may still be `{{auto}}`; fields of the sender's own making go into `data`. */
export function readUser(event: Wire): EventUser | undefined {
  const wire = readSection(event, "user");
  if (wire === undefined) return undefined;
  const user = {
    id: readLooseString(wire, "id", 128),
    email: readString(wire, "email", 256),
    username: readLooseString(wire, "username", 128),
    name: readLooseString(wire, "name", 128),
    ipAddress: readIp(wire),
    geo: readGeo(wire),
    data: readOthers(wire),
  };
  return Object.values(user).some((value) => value !== undefined) ? user : undefined;
}

function readIp(wire: Wire): string | undefined {
  const address = readString(wire, "ip_address", 64)?.trim();
  if (address === undefined || address === "" || address === AUTO_IP || isIP(address) > 0) {
    return address === "" ? undefined : address;
  }
  return invalid(wire, "ip_address", "an IP address");
}

function readGeo(user: Wire): EventUser["geo"] {
  const wire = readSection(user, "geo");
  if (wire === undefined) return undefined;
  const countryCode = readString(wire, "country_code", 16);
  const region = readString(wire, "region", 128) ?? readString(wire, "subdivision", 128);
  const city = readString(wire, "city", 128);
  return countryCode === undefined && region === undefined && city === undefined
    ? undefined
    : { countryCode, region, city };
}

function readOthers(wire: Wire): EventUser["data"] {
  const fields = { ...readSection(wire, "data")?.fields };
  for (const key of Object.keys(wire.fields)) {
    const value = wire.fields[key];
    if (!KNOWN.has(key) && key !== "__proto__" && value !== null && value !== "") fields[key] = value;
  }
  const kept = boundObject(fields, DATA);
  if (kept.cut) remarkBounds(wire, "data", DATA);
  return hasKeys(kept.value) ? kept.value : undefined;
}
