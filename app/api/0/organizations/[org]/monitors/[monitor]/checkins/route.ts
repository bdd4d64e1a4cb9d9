import { endpoint } from "#lib/api/endpoint.ts";
import { answerCheckIns, monitorRoute } from "#lib/api/monitor-answers.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({ GET: monitorRoute(answerCheckIns) });
