"use client";

import { useEffect, useState } from "react";
import { Kbd } from "#components/ui/kbd.tsx";

/** The key combination that opens the palette, as this machine's keyboard has it. */
export function CommandKey({ className }: { className?: string }) {
  const [apple, setApple] = useState(false);
  useEffect(() => setApple(/Mac|iPhone|iPad/.test(navigator.platform)), []);
  return <Kbd className={className}>{apple ? "⌘K" : "Ctrl K"}</Kbd>;
}
