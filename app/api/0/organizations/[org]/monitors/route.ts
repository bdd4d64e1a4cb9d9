import { endpoint } from "#lib/api/endpoint.ts";
import { answerMonitors, monitorsRoute } from "#lib/api/monitor-answers.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({ GET: monitorsRoute(answerMonitors) });
