// Reports of a violated Content Security Policy, in the two forms that browsers send: {"csp-report": {…}} with
// kebab-case keys, and the Reporting API's {"type": "csp-violation", "body": {…}} in camelCase.
import { cutText, isObject, type JsonObject } from "#lib/events/bound-json.ts";

/** The fields of `contexts.csp`; those that a report left out are absent. */
export type CspViolation = {
  effective_directive: string;
  /** What was blocked, in a word: "inline", "eval", "self", a host, or a scheme with its colon. */
  blocked_source: string;
  blocked_uri?: string;
  document_uri?: string;
  violated_directive?: string;
  original_policy?: string;
  referrer?: string;
  disposition?: string;
  source_file?: string;
  script_sample?: string;
  status_code?: number;
  line_number?: number;
  column_number?: number;
};

const MAX_URI = 2_048;
const TEXTS = [
  ["blocked_uri", ["blocked-uri", "blockedURL", "blockedURI"], MAX_URI],
  ["document_uri", ["document-uri", "documentURL", "documentURI"], MAX_URI],
  ["violated_directive", ["violated-directive", "violatedDirective"], 1_024],
  ["original_policy", ["original-policy", "originalPolicy"], 6_144],
  ["referrer", ["referrer"], MAX_URI],
  ["disposition", ["disposition"], 16],
  ["source_file", ["source-file", "sourceFile"], MAX_URI],
  ["script_sample", ["script-sample", "sample"], 256],
] as const;
const NUMBERS = [
  ["status_code", ["status-code", "statusCode"]],
  ["line_number", ["line-number", "lineNumber"]],
  ["column_number", ["column-number", "columnNumber"]],
] as const;

const DIRECTIVE = /^[a-z][a-z-]{0,63}$/;
const KEYWORDS: ReadonlySet<string> = new Set([
  "inline",
  "eval",
  "wasm-eval",
  "self",
  "trusted-types-policy",
  "trusted-types-sink",
]);

/** The report itself, out of either wrapping; null when it is of another kind. */
function bodyOf(report: JsonObject): JsonObject | null {
  const old = report["csp-report"];
  if (isObject(old)) return old;
  return report.type === "csp-violation" && isObject(report.body) ? report.body : null;
}

function hostOf(uri: string | undefined): string | null {
  const url = uri === undefined ? null : URL.parse(uri);
  return url && /^(?:https?|wss?):$/.test(url.protocol) ? url.host.toLowerCase() : null;
}

function blockedSource(uri: string, documentUri: string | undefined): string {
  const word = uri.trim().toLowerCase();
  if (word === "") return "self";
  if (KEYWORDS.has(word)) return word;
  const host = hostOf(uri);
  if (host !== null) return host === hostOf(documentUri) ? "self" : cutText(host, 200);
  // Of what is not on the network, browsers tell the scheme alone, without its colon.
  const [, scheme] = /^([a-z][a-z0-9+-]{0,31})(?::|$)/.exec(word) ?? [];
  return scheme === undefined ? cutText(word, 200) : `${scheme}:`;
}

/** Firefox long sent no effective directive; the violated one begins with it. */
function directiveOf(body: JsonObject): string | null {
  for (const key of [
    "effective-directive",
    "effectiveDirective",
    "violated-directive",
    "violatedDirective",
  ]) {
    const told = body[key];
    const word =
      typeof told === "string" ? told.trimStart().slice(0, 80).split(/\s/, 1)[0]?.toLowerCase() : "";
    if (word && DIRECTIVE.test(word)) return word;
  }
  return null;
}

/** What a browser's report says; null when it is no report of a violated policy. */
export function readCspViolation(report: JsonObject): CspViolation | null {
  const body = bodyOf(report);
  const directive = body && directiveOf(body);
  if (!directive) return null;
  const violation: CspViolation = { effective_directive: directive, blocked_source: "self" };
  for (const [field, keys, limit] of TEXTS) {
    const told = keys.map((key) => body[key]).find((value) => typeof value === "string" && value !== "");
    if (typeof told === "string") violation[field] = cutText(told, limit);
  }
  for (const [field, keys] of NUMBERS) {
    const told = keys.map((key) => body[key]).find((value) => value !== undefined && value !== null);
    if (typeof told === "number" && Number.isSafeInteger(told) && told >= 0) violation[field] = told;
  }
  violation.blocked_source = blockedSource(violation.blocked_uri ?? "", violation.document_uri);
  return violation;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ["base-uri", "base address"],
  ["form-action", "form"],
  ["frame-ancestors", "embedding"],
  ["img-src", "image"],
  ["navigate-to", "navigation"],
  ["script-src-attr", "script"],
  ["script-src-elem", "script"],
  ["style-src-attr", "style"],
  ["style-src-elem", "style"],
]);

/** What was prevented, in one line: "Blocked 'script' from 'cdn.example'". */
export function describeViolation({
  effective_directive: directive,
  blocked_source: source,
}: CspViolation): string {
  const kind = KINDS.get(directive) ?? directive.replace(/-src$/, "");
  if (source === "inline") return `Blocked inline '${kind}'`;
  if (source === "eval" || source === "wasm-eval") return `Blocked ${source} in '${kind}'`;
  if (source.startsWith("trusted-types-")) return `Blocked by '${directive}'`;
  return `Blocked '${kind}' from '${source}'`;
}
