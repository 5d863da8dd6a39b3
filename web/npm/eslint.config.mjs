// What eslint checks: types where there are types, hooks where there is React; a warning is an error.
import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

// What the scripts of this folder use of Node and, inside pages they drive, of the browser.
const globals = Object.fromEntries(
  [
    "Buffer",
    "URL",
    "clearTimeout",
    "console",
    "document",
    "fetch",
    "localStorage",
    "navigator",
    "performance",
    "process",
    "setTimeout",
    "window",
  ].map((name) => [name, "readonly"]),
);

export default defineConfig(
  globalIgnores(["dist"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["**/*.mjs"], extends: [js.configs.recommended], languageOptions: { globals } },
  {
    files: ["src/**/*.{ts,tsx}"],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      reactHooks.configs.flat["recommended-latest"],
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
);
