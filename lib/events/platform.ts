const PLATFORMS: ReadonlySet<string> = new Set(
  (
    "as3 bun c cfml cocoa crystal csharp dart deno elixir go groovy haskell java javascript kotlin lua native node " +
    "objc other perl php powershell python ruby rust swift"
  ).split(" "),
);

/** A platform of the protocol; anything else is "other". */
export function platformOf(told: string | undefined): string {
  const name = told?.trim().toLowerCase() ?? "other";
  return PLATFORMS.has(name) ? name : "other";
}
