import type { HighlighterCore, LanguageInput } from "shiki/core";
import { createCssVariablesTheme, createHighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";

/** A piece of a line; `color` is a CSS value that follows the theme. */
export type CodeToken = { text: string; color?: string };

const THEME = "debrief";
// Highlighting costs about a millisecond a kilobyte; beyond this, plain text serves better.
const LONGEST_CODE = 100_000;
// Code comes with events of anybody: a thousand brackets in a line took some grammars 50 ms.
const LINE_LIMITS = { tokenizeMaxLineLength: 500, tokenizeTimeLimit: 20 };

const languages: Record<string, () => LanguageInput> = {
  bash: () => import("shiki/langs/bash.mjs"),
  c: () => import("shiki/langs/c.mjs"),
  cpp: () => import("shiki/langs/cpp.mjs"),
  csharp: () => import("shiki/langs/csharp.mjs"),
  css: () => import("shiki/langs/css.mjs"),
  dart: () => import("shiki/langs/dart.mjs"),
  elixir: () => import("shiki/langs/elixir.mjs"),
  go: () => import("shiki/langs/go.mjs"),
  html: () => import("shiki/langs/html.mjs"),
  java: () => import("shiki/langs/java.mjs"),
  javascript: () => import("shiki/langs/javascript.mjs"),
  json: () => import("shiki/langs/json.mjs"),
  kotlin: () => import("shiki/langs/kotlin.mjs"),
  php: () => import("shiki/langs/php.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  ruby: () => import("shiki/langs/ruby.mjs"),
  rust: () => import("shiki/langs/rust.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
  swift: () => import("shiki/langs/swift.mjs"),
  toml: () => import("shiki/langs/toml.mjs"),
  tsx: () => import("shiki/langs/tsx.mjs"),
  typescript: () => import("shiki/langs/typescript.mjs"),
  vue: () => import("shiki/langs/vue.mjs"),
  xml: () => import("shiki/langs/xml.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
};

const aliases: Record<string, string> = {
  cjs: "javascript",
  cs: "csharp",
  dotnet: "csharp",
  js: "javascript",
  jsx: "tsx",
  kt: "kotlin",
  mjs: "javascript",
  node: "javascript",
  py: "python",
  rb: "ruby",
  rs: "rust",
  sh: "bash",
  shell: "bash",
  ts: "typescript",
  yml: "yaml",
};

// A grammar compiles while it is first used, which eats the time of the lines it meets then; what came out
// cut short is done again, but not for ever: some code is slow by itself.
const SECOND_TRIES = 20;
const secondTries = new Map<string, number>();

let highlighter: Promise<HighlighterCore> | undefined;

function languageOf(name: string): string | undefined {
  const known = aliases[name.toLowerCase()] ?? name.toLowerCase();
  return known in languages ? known : undefined;
}

/** Splits code into lines of coloured tokens. `lang`: a name, alias or file extension; unknown: plain lines. */
export async function highlight(code: string, lang: string): Promise<CodeToken[][]> {
  const language = languageOf(lang);
  const load = language && languages[language];
  if (!load || code.length > LONGEST_CODE) return code.split("\n").map((text) => [{ text }]);
  highlighter ??= createHighlighterCore({
    themes: [createCssVariablesTheme({ name: THEME, variablePrefix: "--code-" })],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const shiki = await highlighter;
  await shiki.loadLanguage(load());
  const tokenize = () => {
    const began = performance.now();
    const { tokens } = shiki.codeToTokens(code, { lang: language, theme: THEME, ...LINE_LIMITS });
    return { tokens, isWhole: performance.now() - began < LINE_LIMITS.tokenizeTimeLimit };
  };
  let { tokens, isWhole } = tokenize();
  for (let tries = secondTries.get(language) ?? 0; !isWhole && tries < SECOND_TRIES; tries++) {
    secondTries.set(language, tries + 1);
    ({ tokens, isWhole } = tokenize());
  }
  return tokens.map((line) => line.map(({ content, color }) => ({ text: content, color })));
}
