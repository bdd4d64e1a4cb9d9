"use client";

import { useEffect, useRef } from "react";
import { isTyping } from "#components/frame/is-typing.ts";

/** Calls the handler of a plain key that is pressed outside fields and dialogs. */
export function useKeys(handlers: Readonly<Record<string, () => void>>): void {
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isTyping(event.target))
        return;
      // Enter on a link or button is theirs.
      if (
        event.key === "Enter" &&
        event.target instanceof Element &&
        event.target.closest("a, button, summary")
      )
        return;
      const handler = current.current[event.key];
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
