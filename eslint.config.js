import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const useClient = {
  selector: "Program > ExpressionStatement[directive='use client']",
  message: "Client code lives in components/. (Only error.tsx is exempt.)",
};
const barrel = {
  selector: "ExportAllDeclaration, ExportNamedDeclaration[source]",
  message: "No barrels: import from the file that defines it.",
};
const selfFetch = {
  selector: "CallExpression[callee.name='fetch'] > Literal[value=/^\\u002Fapi\\u002F/]",
  message: "Call the lib/ query; do not fetch our own route.",
};

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      ".next",
      ".data",
      "prisma/client",
      "next-env.d.ts",
      "**/*.js",
      "**/*.mjs",
      "**/*.cjs",
      "test-results",
      "playwright-report",
    ],
  },
  ...tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error", noInlineConfig: true },
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
      "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "no-restricted-syntax": ["error", barrel],
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Read lib/env.ts." },
      ],
    },
  },
  {
    files: ["app/**", "lib/**"],
    ignores: ["app/**/{error,global-error}.tsx"],
    rules: { "no-restricted-syntax": ["error", barrel, useClient, selfFetch] },
  },
  {
    files: ["app/**", "components/**"],
    plugins: { "react-hooks": reactHooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
  { files: ["lib/env.ts"], rules: { "no-restricted-properties": "off" } },
  {
    files: ["**/*.test.ts", "e2e/**"],
    rules: {
      "@typescript-eslint/consistent-type-assertions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "max-lines": "off",
      "max-lines-per-function": "off",
    },
  },
  { files: ["**/*.tsx"], rules: { "max-lines-per-function": "off" } },
);
