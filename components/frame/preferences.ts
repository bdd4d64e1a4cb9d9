"use client";

export type Theme = "light" | "dark" | "system";

const YEAR_SECONDS = 31_536_000;

// The server reads these cookies and sets the same attributes on <html>, so nothing flashes.
function remember(name: string, value: string | undefined) {
  if (value === undefined) delete document.documentElement.dataset[name];
  else document.documentElement.dataset[name] = value;
  document.cookie = `debrief-${name}=${value ?? ""}; path=/; samesite=lax; max-age=${value === undefined ? 0 : YEAR_SECONDS}`;
}

export function currentTheme(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
}

export function chooseTheme(theme: Theme): void {
  remember("theme", theme === "system" ? undefined : theme);
}

/** Folds the rail to its icons, or opens it again. */
export function toggleRail(): void {
  remember("rail", document.documentElement.dataset.rail === "folded" ? undefined : "folded");
}
