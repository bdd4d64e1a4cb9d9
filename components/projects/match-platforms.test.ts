import { expect, it } from "vitest";
import { matchPlatforms } from "#components/projects/match-platforms.ts";

const PLATFORMS = [
  { id: "javascript", name: "Browser JavaScript", keywords: ["js", "vite"] },
  { id: "javascript-react", name: "React", keywords: ["jsx", "vite"] },
  { id: "javascript-nextjs", name: "Next.js", keywords: ["react"] },
  { id: "dotnet", name: ".NET", keywords: ["c#", "server"] },
];

it.each([
  ["", ["javascript", "javascript-react", "javascript-nextjs", "dotnet"]],
  ["react", ["javascript-react", "javascript-nextjs"]],
  ["  NEXT ", ["javascript-nextjs"]],
  ["c#", ["dotnet"]],
  [".net", ["dotnet"]],
  ["vite jsx", ["javascript-react"]],
  ["cobol", []],
])("%j finds %j", (typed, ids) => {
  expect(matchPlatforms(PLATFORMS, typed).map((platform) => platform.id)).toEqual(ids);
});
