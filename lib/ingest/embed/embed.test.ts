import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { dialogScript } from "#lib/ingest/embed/dialog-script.ts";
import { languageOf } from "#lib/ingest/embed/dialog-texts.ts";
import { loaderScript } from "#lib/ingest/embed/loader-script.ts";
import { scriptJson } from "#lib/ingest/embed/script-json.ts";

const HOSTILE = `</script><script>alert(1)</script>\u2028\u2029"'\\\${1}\`<!--`;

describe("scriptJson", () => {
  it("is an expression of the same value that ends no script element", () => {
    const expression = scriptJson({ text: HOSTILE });
    expect(runInNewContext(`(${expression})`)).toEqual({ text: HOSTILE });
    expect(expression).not.toMatch(/[<>\u2028\u2029]/);
  });
});

describe("dialogScript", () => {
  const { lang, texts } = languageOf("de-AT");
  const limits = { name: 1, email: 2, comments: 3 };
  it("carries what people write as data only", () => {
    const given = { lang, texts: { ...texts, title: HOSTILE }, limits, endpoint: HOSTILE };
    const script = dialogScript({ ...given, name: HOSTILE, email: HOSTILE });
    expect(script).not.toContain("</script>");
    expect(script).not.toMatch(/[\u2028\u2029]|innerHTML|insertAdjacentHTML|eval/);
    expect(() => new Function(script)).not.toThrow();
  });
});

describe("languageOf", () => {
  it.each([
    ["de", "de"],
    ["fr-CA", "fr"],
    ["ES", "es"],
    ["xx", "en"],
    ["", "en"],
    ["__proto__", "en"],
  ])("%s: %s", (tag, lang) => expect(languageOf(tag).lang).toBe(lang));
});

describe("loaderScript", () => {
  it("is a script that names the DSN and the bundle", () => {
    const script = loaderScript("https://key@debrief.test/1", "https://debrief.test/sdk/1/bundle.a.min.js");
    expect(() => new Function(script)).not.toThrow();
    expect(script).toContain(`"dsn":"https://key@debrief.test/1"`);
    expect(script).toContain(`"https://debrief.test/sdk/1/bundle.a.min.js"`);
  });
});
