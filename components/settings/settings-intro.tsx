import type { ReactNode } from "react";

/** What a settings page is about, under its tabs, so that these stay where they are from page to page. */
export function SettingsIntro({ children }: { children: ReactNode }) {
  return <p className="max-w-[70ch] pt-2 pb-1 text-pretty text-muted">{children}</p>;
}
