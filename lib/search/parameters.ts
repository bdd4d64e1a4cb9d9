// Values of a statement. Whatever a request says goes in here and never into the statement's text.

type ParameterType = "String" | "Float64" | "Int64" | "UInt32" | "Array(String)" | "Array(UInt32)";

export class Parameters {
  readonly #names = new Map<string, string>();
  readonly #prefix: string;
  readonly values: Record<string, unknown> = {};

  /** @param prefix what the names begin with, so that they clash with nobody else's in the same statement. */
  constructor(prefix = "p") {
    this.#prefix = prefix;
  }

  /** @returns the placeholder that stands for the value; the same value has one placeholder. */
  add(type: ParameterType, value: unknown): string {
    const key = `${type}:${JSON.stringify(value)}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = `${this.#prefix}${this.#names.size}`;
    const placeholder = `{${name}:${type}}`;
    this.#names.set(key, placeholder);
    this.values[name] = value;
    return placeholder;
  }
}
