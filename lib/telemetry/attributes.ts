// Typed attributes of spans, logs and metrics: {"key": {"value": …, "type": "string", "unit": …}} on the wire, three
// maps in the tables.

export type Attributes = {
  attributes: Record<string, string>;
  numbers: Record<string, number>;
  booleans: Record<string, boolean>;
};

const MAX_ATTRIBUTES = 500;
const MAX_KEY_CHARS = 200;
const MAX_VALUE_CHARS = 8_192;

export const noAttributes = (): Attributes => ({ attributes: {}, numbers: {}, booleans: {} });

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isUnsafeKey = (key: string) => key === "__proto__" || key === "constructor" || key === "prototype";

function cut(text: string): string {
  return text.length <= MAX_VALUE_CHARS ? text : text.slice(0, MAX_VALUE_CHARS).toWellFormed();
}

/**
 * Adds one value under its key; lists and objects become JSON text. Integers that come as text become numbers as
 * long as a number can hold them.
 * @returns whether all of it was kept.
 */
export function addAttribute(into: Attributes, key: string, value: unknown, type?: unknown): boolean {
  if (key === "" || key.length > MAX_KEY_CHARS || isUnsafeKey(key)) return false;
  if (typeof value === "boolean") into.booleans[key] = value;
  else if (typeof value === "number" && Number.isFinite(value)) into.numbers[key] = value;
  else if (typeof value === "string" && (type === "integer" || type === "double") && isExact(value))
    into.numbers[key] = Number(value);
  else if (typeof value === "string") {
    into.attributes[key] = cut(value);
    return value.length <= MAX_VALUE_CHARS;
  } else if (typeof value === "object" && value !== null) {
    const text = JSON.stringify(value);
    into.attributes[key] = cut(text);
    return text.length <= MAX_VALUE_CHARS;
  } else return false;
  return true;
}

const isExact = (text: string) => /^-?\d{1,15}(\.\d{1,15})?$/.test(text);

/** Whether a key has a value already, of whatever type. */
export const hasAttribute = ({ attributes, numbers, booleans }: Attributes, key: string): boolean =>
  Object.hasOwn(attributes, key) || Object.hasOwn(numbers, key) || Object.hasOwn(booleans, key);

/**
 * Reads attributes in the wire's form; a bare value stands for a typed one.
 * @param onLoss told of each key that was dropped or whose value was cut; "" when there were too many.
 * @param renamed from keys of old SDKs to those of today; a value that came under today's key wins.
 */
export function readAttributes(
  wire: unknown,
  onLoss: (key: string) => void = () => undefined,
  renamed?: ReadonlyMap<string, string>,
): Attributes {
  const read = noAttributes();
  if (!isRecord(wire)) return read;
  let count = 0;
  for (const told of Object.keys(wire)) {
    if (++count > MAX_ATTRIBUTES) {
      onLoss("");
      break;
    }
    const attribute = wire[told];
    const isTyped = isRecord(attribute) && "value" in attribute;
    const value: unknown = isTyped ? attribute["value"] : attribute;
    if (value === null || value === undefined) continue;
    const key = renamed?.get(told) ?? told;
    if (key !== told && (Object.hasOwn(wire, key) || hasAttribute(read, key))) continue;
    const type: unknown = isTyped ? attribute["type"] : undefined;
    if (!addAttribute(read, key, value, type)) onLoss(told.slice(0, MAX_KEY_CHARS));
  }
  return read;
}
