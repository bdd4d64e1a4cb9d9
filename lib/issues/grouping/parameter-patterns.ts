// Every pattern starts where no word character stands before it and has bounded repetition (or consumes
// what it scanned), so one pass over a text takes time linear in its length.

// prettier-ignore
const topLevelDomains = [
  "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "io", "co", "ai", "app", "dev", "cloud",
  "online", "site", "store", "shop", "tech", "xyz", "me", "tv", "us", "uk", "ca", "au", "nz", "de", "fr", "it",
  "es", "pt", "nl", "be", "ch", "at", "se", "no", "fi", "dk", "is", "ie", "pl", "cz", "sk", "hu", "ro", "bg",
  "gr", "tr", "ua", "ru", "by", "lt", "lv", "ee", "si", "hr", "rs", "eu", "cn", "jp", "kr", "tw", "hk", "sg",
  "my", "th", "vn", "id", "ph", "in", "pk", "bd", "lk", "ir", "iq", "il", "ae", "sa", "qa", "kw", "eg", "ma",
  "ng", "ke", "za", "br", "mx", "ar", "cl", "pe", "uy", "ve", "ec", "blog", "page", "agency", "systems",
  "network", "services", "solutions", "email", "host", "local", "localdomain", "internal",
].join("|");

const email = String.raw`(?<![\w.+-])\w[\w.+%'-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}(?!\w)`;
const url = String.raw`(?:https?|wss?|ftp):\/\/[^\s"'<>]*[\w/=&%#~-]`;
const hostname = String.raw`(?<![\w.@/-])(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,10}(?:${topLevelDomains})(?![\w-]|\.\w|\()`;
const traceparent = String.raw`(?:00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}|1-[0-9a-f]{8}-[0-9a-f]{24})(?!\w)`;
const uuid = String.raw`[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?!\w)`;

const weekday = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const longWeekday = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";
const month =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";
const clock = String.raw`\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?`;
const zone = String.raw`(?:Z|(?:UTC|GMT|[A-Z]{3,4})?[+-]\d\d:?\d\d|UTC|GMT|[A-Z][SD]T|CES?T)`;
const halfDay = String.raw`\s?(?:[AaPp][Mm]|[ap]\.m\.)`;
const date = [
  // 2024-01-15T10:20:30.123Z and its shorter forms
  String.raw`\d{4}-[01]\d-[0-3]\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:\s?${zone})?)?`,
  // 20240115T102030Z
  String.raw`\d{8}T\d{6}(?:\.\d{1,9})?(?:${zone})?`,
  // Mon, 15 Jan 2024 10:20:30 GMT and Monday, 15-Jan-24 10:20:30 UTC
  String.raw`(?:${weekday}|${longWeekday}), \d{1,2}[ -]${month}[ -]\d{2,4}(?: ${clock}(?: ${zone})?)?`,
  // Mon Jan 15 2024 10:20:30 GMT+0100 (Central European Standard Time) and Mon Jan 15 10:20:30 UTC 2024
  String.raw`${weekday} ${month} {1,2}\d{1,2} \d{4}(?: ${clock}(?: ${zone})?(?: \([A-Za-z ]{1,50}\))?)?`,
  String.raw`${weekday} ${month} {1,2}\d{1,2} ${clock}(?: ${zone})?(?: \d{4})?`,
  // Jan 02, 1999 10:20 and 2 January 1999 10:20
  String.raw`${month} \d{1,2}, \d{4}(?:,? (?:at )?${clock}(?:${halfDay})?(?: ${zone})?)?`,
  String.raw`\d{1,2} ${month} \d{2,4}(?: ${clock}(?: ${zone})?)?`,
  // Jan 15 10:20:30
  String.raw`${month} {1,2}\d{1,2} ${clock}`,
  String.raw`\d{1,2}:\d\d(?::\d\d)?${halfDay}`,
  String.raw`\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?![:\d])`,
  String.raw`datetime\.(?:datetime|date|time)\([^()\n]{0,200}(?:\([^()\n]{0,100}\)[^()\n]{0,50})?\)`,
]
  .map((form) => `${form}(?!\\w)`)
  .join("|");

const duration = String.raw`(?:\d{1,15}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h)){1,4}(?!\w)`;
const mac = String.raw`(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}(?![\w:])|(?:[0-9a-fA-F]{2}-){5}[0-9a-fA-F]{2}(?![\w-])`;

const byte = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const ip4 = String.raw`${byte}(?:\.${byte}){3}(?!\w|\.\d)`;
const h = "[0-9a-fA-F]{1,4}";
const ip6 = [
  `::(?:[fF]{4}:)?${byte}(?:\\.${byte}){3}`,
  `(?:${h}:){7}${h}`,
  `(?:${h}:){1,6}:${h}`,
  `(?:${h}:){1,5}(?::${h}){1,2}`,
  `(?:${h}:){1,4}(?::${h}){1,3}`,
  `(?:${h}:){1,3}(?::${h}){1,4}`,
  `(?:${h}:){1,2}(?::${h}){1,5}`,
  `${h}:(?::${h}){1,6}`,
  `:(?::${h}){1,7}`,
  `(?:${h}:){1,7}:`,
]
  .map((form) => `(?<!:)${form}(?!\\w|:\\w|\\.\\d|::)`)
  .join("|");

const swiftTransaction = String.raw`tx[0-9a-f]{21}-[0-9a-f]{10}(?:-?[A-Za-z0-9-]{1,40})?(?!\w)`;
const hex = [
  "0[xX][0-9a-fA-F]{1,128}",
  "(?=[a-f]{0,5}[0-9])(?=[0-9]{0,5}[a-f])[0-9a-f]{4,6}",
  "(?=[A-F]{0,5}[0-9])(?=[0-9]{0,5}[A-F])[0-9A-F]{4,6}",
  "[0-9a-fA-F]{8,128}",
]
  .map((form) => `${form}(?!\\w)`)
  .join("|");
const gitSha = String.raw`(?=[a-f]{0,6}[0-9])(?=[0-9]{0,6}[a-f])[0-9a-f]{7}(?!\w)`;
const float = String.raw`-?\d{1,40}\.\d{1,40}(?:[eE][+-]?\d{1,4})?(?!\w)`;
const int = String.raw`-?\d{1,7}(?!\w)`;
const quoted = String.raw`(?<==)(?:'[^'\n]*'|"[^"\n]*")`;
const bool = String.raw`(?<==)(?:true|false|True|False)(?!\w)`;

/** The name is null where a match stays as it is. */
export type ParameterPattern = readonly [name: string | null, pattern: string];

/** Name and pattern of each class, first match first. */
export const parameterPatterns: readonly ParameterPattern[] = [
  ["email", email],
  ["url", url],
  ["hostname", hostname],
  ["traceparent", traceparent],
  ["uuid", uuid],
  ["sha1", String.raw`[0-9a-fA-F]{40}(?!\w)`],
  ["md5", String.raw`[0-9a-fA-F]{32}(?!\w)`],
  ["date", date],
  ["duration", duration],
  ["mac", mac],
  ["ip", `${ip4}|${ip6}`],
  ["swift_txn_id", swiftTransaction],
  ["hex", hex],
  ["git_sha", gitSha],
  ["float", float],
  ["int", int],
  ["quoted_str", quoted],
  ["bool", bool],
];
