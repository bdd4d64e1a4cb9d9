// Values of OTLP, from JSON or protobuf alike, as the item protocol writes them.

export type Fields = Readonly<Record<string, unknown>>;
export type Attribute = {
  value: string | number | boolean | readonly unknown[];
  type: "string" | "integer" | "double" | "boolean" | "array";
};
export type Attributes = Record<string, Attribute>;

const MAX_ATTRIBUTES = 256;
const MAX_DEPTH = 16;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** A text of a field; "" when it is absent. */
export const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Objects of a list field, at most `most`. */
export const list = (value: unknown, most: number): Fields[] =>
  Array.isArray(value) ? value.slice(0, most).filter(isFields) : [];

/** An id in lower-case hex; undefined when it is absent, all zeros or of another length. */
export function hexId(value: unknown, bytes: 8 | 16): string | undefined {
  const hex = value instanceof Uint8Array ? Buffer.from(value).toString("hex") : text(value).toLowerCase();
  return hex.length === bytes * 2 && /^[0-9a-f]+$/.test(hex) && /[^0]/.test(hex) ? hex : undefined;
}

/** Nanoseconds since 1970 as seconds; undefined when absent, zero or garbled. */
export function seconds(value: unknown): number | undefined {
  const digits = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : text(value);
  if (!/^\d{1,20}$/.test(digits) || !/[1-9]/.test(digits)) return undefined;
  const padded = digits.padStart(10, "0");
  // Through decimal text: dividing would round twice, and microseconds matter.
  return Number(`${padded.slice(0, -9)}.${padded.slice(-9)}`);
}

function integer(value: unknown): Attribute | undefined {
  const digits = typeof value === "number" && Number.isInteger(value) ? String(value) : text(value);
  if (!/^-?\d{1,20}$/.test(digits)) return undefined;
  const number = Number(digits);
  return { value: Number.isSafeInteger(number) ? number : digits, type: "integer" };
}

function double(value: unknown): Attribute | undefined {
  const number = typeof value === "number" ? value : text(value) === "" ? undefined : Number(value);
  if (number === undefined) return undefined;
  // JSON has no such numbers.
  return Number.isFinite(number)
    ? { value: number, type: "double" }
    : { value: String(number), type: "string" };
}

const base64 = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString("base64") : text(value);

/** An AnyValue as JSON has it. */
function plain(value: unknown, depth: number): unknown {
  if (!isFields(value) || depth > MAX_DEPTH) return null;
  if (isFields(value["arrayValue"])) {
    const { values } = value["arrayValue"];
    return Array.isArray(values) ? values.map((inner) => plain(inner, depth + 1)) : [];
  }
  if (isFields(value["kvlistValue"])) {
    const pairs = list(value["kvlistValue"]["values"], MAX_ATTRIBUTES);
    return Object.fromEntries(pairs.map((pair) => [text(pair["key"]), plain(pair["value"], depth + 1)]));
  }
  return scalar(value)?.value ?? null;
}

function scalar(value: Fields): Attribute | undefined {
  if (typeof value["stringValue"] === "string") return { value: value["stringValue"], type: "string" };
  if (typeof value["boolValue"] === "boolean") return { value: value["boolValue"], type: "boolean" };
  if ("intValue" in value) return integer(value["intValue"]);
  if ("doubleValue" in value) return double(value["doubleValue"]);
  if ("bytesValue" in value) return { value: base64(value["bytesValue"]), type: "string" };
  return undefined;
}

/** An AnyValue as a typed attribute; maps become JSON text. Undefined for an empty value. */
function readAttribute(value: unknown): Attribute | undefined {
  if (!isFields(value)) return undefined;
  const whole = plain(value, 0);
  if (Array.isArray(whole)) return { value: whole, type: "array" };
  if (typeof whole === "object" && whole !== null) return { value: JSON.stringify(whole), type: "string" };
  return scalar(value);
}

/** An AnyValue as text for people: a text as it is, anything else as JSON. */
export function bodyText(value: unknown): string {
  const whole = plain(value, 0);
  if (whole === null) return "";
  return typeof whole === "string" ? whole : JSON.stringify(whole);
}

/** KeyValues as typed attributes; of a key that is there twice, the last counts. */
export function readAttributes(pairs: unknown): Attributes {
  const entries = list(pairs, MAX_ATTRIBUTES).flatMap((pair) => {
    const attribute = readAttribute(pair["value"]);
    const key = text(pair["key"]);
    return attribute && key !== "" ? [[key, attribute] as const] : [];
  });
  return Object.fromEntries(entries);
}

export const stringAttribute = (value: string): Attribute => ({ value, type: "string" });

/** An attribute's value when it is a text that says something. */
export function attributeText(attributes: Attributes, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = attributes[key]?.value;
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}
