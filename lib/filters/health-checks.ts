// Transactions with which a load balancer or a monitor asks whether a server lives.
import { compileGlobs } from "#lib/filters/glob.ts";

const ENDINGS = ["health", "healthy", "healthz", "_health", "live", "livez", "ready", "readyz", "ping"];

/** By the transaction's name, such as `GET /healthz`. */
export const isHealthCheck = compileGlobs([
  "*healthcheck*",
  "*heartbeat*",
  ...ENDINGS.flatMap((ending) => [`*/${ending}`, `*/${ending}/`]),
]);
