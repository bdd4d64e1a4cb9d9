// Goes through values with a plan, and keeps count of where it is. What does not change is not copied.
import { cutText } from "#lib/events/bound-json.ts";
import type { Json, Remark } from "#lib/events/event.ts";
import {
  isAddressKey,
  isSecretText,
  isSessionCookie,
  isTokenCount,
  replaceSecretParts,
} from "#lib/scrubbing/default-rules.ts";
import type { CompiledRule } from "#lib/scrubbing/compile-rule.ts";
import { FILTERED, LIMITS } from "#lib/scrubbing/limits.ts";
import type { Plan } from "#lib/scrubbing/plan.ts";
import { KINDS, type Place } from "#lib/scrubbing/source.ts";
import { VALUE_TYPES } from "#lib/scrubbing/value-types.ts";

/**
 * How far the default rules go. full: by name and by value. cookie: the same, and names of session cookies.
 * message: only the parts that are secrets, e-mail addresses too. text: the same without e-mail addresses.
 * asked: not at all, only advanced rules.
 */
export type Mode = "full" | "cookie" | "message" | "text" | "asked";

const REMARK_CHARS = 200;

/** One value that scrubbing changed, for previews. */
export type Change = { path: string; before: Json; after: Json; rules: string[] };

export class Walk {
  readonly remarks: Remark[] = [];
  readonly hasRules: boolean;
  private readonly plan: Plan;
  readonly keys: string[] = [];
  readonly kinds: number[] = [];
  private path: Place | null = null;
  /** Rules that took hold of something that holds what comes next. */
  private active: readonly CompiledRule[] = [];

  private readonly onChange: ((change: Change) => void) | undefined;

  constructor(plan: Plan, onChange?: (change: Change) => void) {
    this.plan = plan;
    this.onChange = onChange;
    this.hasRules = plan.rules.length > 0;
  }

  /** A text; null: nothing is left. */
  text(value: string, key: string, mode: Mode, chars: number = LIMITS.chars): string | null {
    if (value === "" || (mode === "asked" && !this.hasRules)) return value;
    this.enter(key, KINDS.string);
    const remarked = this.remarks.length;
    const scrubbed = this.textHere(value, mode);
    const bounded = scrubbed === null || scrubbed === value ? scrubbed : boundedText(scrubbed, value, chars);
    if (bounded !== value) this.changed(value, bounded, remarked);
    this.leave();
    return bounded;
  }

  /** Any value of JSON; what a rule takes and is no text becomes null. */
  json(value: Json, key: string, mode: Mode): Json {
    if (typeof value === "string") return this.text(value, key, mode);
    if (value === null || (mode === "asked" && !this.hasRules)) return value;
    const isObject = typeof value === "object";
    this.enter(
      key,
      isObject ? containerKind(value) : typeof value === "number" ? KINDS.number : KINDS.boolean,
    );
    const remarked = this.remarks.length;
    const scrubbed = isObject ? this.containerHere(value, mode) : this.scalarHere(value, mode);
    if (scrubbed === null) this.changed(value, null, remarked);
    this.leave();
    return scrubbed;
  }

  /** The fields of an object, without asking for the object itself. */
  fields<T extends Json>(fields: Readonly<Record<string, T>>, mode: Mode): Record<string, Json> {
    let copy: Record<string, Json> | undefined;
    for (const key of Object.keys(fields)) {
      const value = fields[key];
      if (value === undefined) continue;
      const scrubbed = this.json(value, key, mode);
      if (scrubbed !== value) (copy ??= { ...fields })[key] = scrubbed;
    }
    return copy ?? fields;
  }

  /**
   * Something of a fixed form under a key.
   * @returns what `work` makes of it; null when a rule takes all of it.
   */
  section<T>(key: string, kind: number, work: () => T): T | null {
    this.enter(key, KINDS.object | kind);
    const outer = this.active;
    const remarked = this.remarks.length;
    const taken = this.hasRules && this.takesAll();
    if (taken) this.changed("…", null, remarked);
    const worked = taken ? null : work();
    this.active = outer;
    this.leave();
    return worked;
  }

  /**
   * What `work` makes of a value whose key holds a path: rules may name it either way, and those that exclude something
   * go by the path.
   */
  parted<T>(key: string, work: () => T): T {
    const path = key.split(".");
    this.path = {
      keys: [...this.keys, ...path],
      kinds: [...this.kinds, ...path.map((_, at) => (at < path.length - 1 ? KINDS.object : KINDS.string))],
    };
    const worked = work();
    this.path = null;
    return worked;
  }

  private changed(before: Json, after: Json, remarked: number): void {
    if (!this.onChange) return;
    const rules = this.remarks.slice(remarked).map(({ detail }) => detail);
    this.onChange({ path: this.keys.join("."), before, after, rules });
  }

  private enter(key: string, kind: number): void {
    this.keys.push(key);
    this.kinds.push(kind);
  }

  private leave(): void {
    this.keys.pop();
    this.kinds.pop();
  }

  private remark(detail: string): void {
    if (this.remarks.length >= LIMITS.remarks) return;
    const path = this.keys.join(".").slice(0, REMARK_CHARS).toWellFormed();
    this.remarks.push({ path, kind: "scrubbed", detail: detail.slice(0, REMARK_CHARS).toWellFormed() });
  }

  private matching(): CompiledRule[] {
    const { path } = this;
    return this.plan.rules.filter((rule) => {
      if (this.active.includes(rule)) return true;
      if (path === null) return rule.source.matches(this);
      return rule.source.matches(path) || (!rule.source.excludes && rule.source.matches(this));
    });
  }

  /** The name that counts: an entry of a list goes by the list's. */
  private key(): string {
    const last = this.keys.at(-1) ?? "";
    if (!/^\d{1,4}$/.test(last)) return last;
    return this.keys.findLast((key) => !/^\d{1,4}$/.test(key)) ?? last;
  }

  private textHere(given: string, mode: Mode): string | null {
    let text = given;
    const key = this.key();
    if (this.hasRules)
      for (const rule of this.matching()) {
        const changed = rule.apply(text, key);
        if (changed !== text) this.remark(rule.done);
        if (changed === null) return null;
        text = changed;
        // Whoever hashes a token wants the hash, and not that the default rules find it again.
        if (rule.anything) return text;
      }
    return mode === "asked" || text === FILTERED ? text : this.defaultText(text, key, mode);
  }

  private defaultText(given: string, key: string, mode: Mode): string | null {
    if (mode === "full" || mode === "cookie") {
      const rule = this.secretRule(key, mode) ?? this.secretText(given);
      if (rule !== null && !this.plan.isSafe(this.keys)) {
        this.remark(`${rule}: removed`);
        return FILTERED;
      }
      if (this.plan.addresses && isAddressKey(key) && !this.plan.isSafe(this.keys)) {
        this.remark("@ip: removed");
        return null;
      }
    }
    const text = this.plan.defaults ? this.defaultParts(given, mode === "message") : given;
    return this.plan.addresses && /\d\.\d|:[\da-f]*:/i.test(text) ? this.withoutAddresses(text) : text;
  }

  private secretRule(key: string, mode: Mode): string | null {
    const rule = this.plan.ruleOfKey(key);
    if (rule !== null) return rule;
    return mode === "cookie" && this.plan.defaults && isSessionCookie(key) ? "@cookie" : null;
  }

  private secretText(text: string): string | null {
    return this.plan.defaults && isSecretText(text) ? "@password" : null;
  }

  private defaultParts(text: string, emails: boolean): string {
    const found: string[] = [];
    const replaced = replaceSecretParts(text, { emails, with: FILTERED }, (type) => found.push(type));
    if (found.length === 0 || this.plan.isSafe(this.keys)) return text;
    for (const type of found) this.remark(`@${type}: removed`);
    return replaced;
  }

  private withoutAddresses(text: string): string {
    const replaced = VALUE_TYPES.ip(text, () => "[ip]");
    if (replaced === text || this.plan.isSafe(this.keys)) return text;
    this.remark("@ip: replaced");
    return replaced;
  }

  private scalarHere(value: number | boolean, mode: Mode): number | boolean | null {
    const key = this.key();
    const text = String(value);
    const rule = this.hasRules ? this.matching().find((one) => one.apply(text, key) !== text) : undefined;
    if (rule) return this.take(rule.done);
    if (typeof value === "boolean" || (mode !== "full" && mode !== "cookie")) return value;
    const secret = isTokenCount(key) ? null : this.secretRule(key, mode);
    if (secret !== null && !this.plan.isSafe(this.keys)) return this.take(`${secret}: removed`);
    const isCard = this.plan.defaults && value >= 1e12 && VALUE_TYPES.creditcard(text, () => "") !== text;
    return isCard && !this.plan.isSafe(this.keys) ? this.take("@creditcard: removed") : value;
  }

  private take(detail: string): null {
    this.remark(detail);
    return null;
  }

  /** Whether a rule takes what is here as a whole; else the rules that do are active for what is in it. */
  private takesAll(): boolean {
    const rules = this.matching().filter((rule) => !rule.source.excludes);
    const whole = rules.find((rule) => rule.anything);
    if (whole) this.remark(whole.done);
    else this.active = rules;
    return whole !== undefined;
  }

  private containerHere(value: Json[] | { [key: string]: Json }, mode: Mode): Json {
    const secret = mode === "full" || mode === "cookie" ? this.secretRule(this.key(), mode) : null;
    const outer = this.active;
    if (this.hasRules && this.takesAll()) return null;
    const isEmpty = (Array.isArray(value) ? value : Object.keys(value)).length === 0;
    if (secret !== null && !isEmpty && !this.plan.isSafe(this.keys)) {
      this.active = outer;
      return this.take(`${secret}: removed`);
    }
    const scrubbed = Array.isArray(value) ? this.list(value, mode) : this.fields(value, mode);
    this.active = outer;
    return scrubbed;
  }

  private list(values: Json[], mode: Mode): Json[] {
    let copy: Json[] | undefined;
    for (let at = 0; at < values.length; at++) {
      const value = values[at] ?? null;
      const scrubbed = this.json(value, String(at), mode);
      if (scrubbed !== value) (copy ??= [...values])[at] = scrubbed;
    }
    return copy ?? values;
  }
}

const containerKind = (value: object) => (Array.isArray(value) ? KINDS.array : KINDS.object);

const boundedText = (text: string, before: string, chars: number) =>
  cutText(text.toWellFormed(), Math.max(before.length, chars));
