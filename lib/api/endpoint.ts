// One path of the Web API with every method answered in JSON: Next's own answers have no body and no CORS.
import { answer, answerEmpty } from "#lib/api/answer.ts";

type PathParameters = Readonly<Record<string, string>>;
export type Handler<Params = PathParameters> = (
  request: Request,
  // Undefined, whatever Next's types say, for a path without parameters.
  context: { params: Promise<Params | undefined> },
) => Promise<Response>;

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Methods<Params> = Record<Method, Handler<Params>>;
type Endpoint<Params> = Methods<Params> & { OPTIONS: Handler<Params> };

const DAY_SECONDS = "86400";

/** What a `route.ts` exports: the given methods, 405 for the others, and the preflight of tools in a browser. */
export function endpoint<Params = PathParameters>(methods: Partial<Methods<Params>>): Endpoint<Params> {
  const allowed = [...Object.keys(methods), ...("GET" in methods ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const refuse: Handler<Params> = async (request) =>
    answer({ detail: `Method "${request.method}" not allowed.` }, 405, { Allow: allowed });
  const preflight: Handler<Params> = async () =>
    answerEmpty({
      Allow: allowed,
      "Access-Control-Allow-Methods": allowed,
      "Access-Control-Allow-Headers": "Authorization, Content-Type, Sentry-Trace, Baggage",
      "Access-Control-Max-Age": DAY_SECONDS,
    });
  return {
    GET: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    ...methods,
    OPTIONS: preflight,
  };
}
