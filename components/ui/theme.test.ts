import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const pairs = [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];
const light = Object.fromEntries(pairs.map(([, name, value]) => [name, value!]));
const dark = Object.fromEntries(pairs.map(([, name, , value]) => [name, value!]));

const grounds = ["canvas", "surface", "sunken", "hover", "raised"];
const states = ["fatal", "error", "warning", "info", "ok", "archived", "regressed", "accent-text"];
const code = Object.keys(light).filter((name) => name.startsWith("code-token-"));

describe.each([
  ["light", light],
  ["dark", dark],
])("%s theme", (_, theme) => {
  it.each(["ink", "muted", ...states, ...code])("%s is readable on every ground", (name) => {
    for (const ground of grounds) {
      expect(contrast(theme[name]!, theme[ground]!), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(states)("%s is readable on its own soft ground", (name) => {
    expect(contrast(theme[name]!, mix(theme[name]!, theme.surface!, 0.1))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(code)("%s is readable on the failing line", (name) => {
    const ground = mix(theme["accent-text"]!, theme.surface!, 0.1);
    expect(contrast(theme[name]!, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["control", "brand", "accent"])("%s stands out from the page", (name) => {
    for (const ground of ["canvas", "surface", "sunken", "raised"]) {
      expect(contrast(theme[name]!, theme[ground]!), ground).toBeGreaterThanOrEqual(3);
    }
  });

  it.each([
    ["on-accent", "accent"],
    ["on-accent", "accent-hover"],
    ["on-danger", "danger"],
    ["on-danger", "danger-hover"],
    ["canvas", "ink"],
  ])("%s is readable on %s", (text, ground) => {
    expect(contrast(theme[text]!, theme[ground]!)).toBeGreaterThanOrEqual(4.5);
  });
});

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

function mix(one: string, other: string, share: number): string {
  const back = channels(other);
  const mixed = channels(one).map((value, index) => Math.round(value * share + back[index]! * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Contrast ratio as WCAG 2 defines it. */
function contrast(one: string, other: string): number {
  const [dim, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright! + 0.05) / (dim! + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = channels(hex)
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
