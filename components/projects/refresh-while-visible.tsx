"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Loads the page's data anew every `everyMs` while somebody can see it. Unmount it to stop. */
export function RefreshWhileVisible({ everyMs }: { everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === "visible") router.refresh();
    };
    const timer = setInterval(refresh, everyMs);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [router, everyMs]);
  return null;
}
