import { discoverRoute } from "#lib/api/answer-discover.ts";
import { endpoint } from "#lib/api/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({ GET: discoverRoute });
