/** First in the tab order: jumps over the frame. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="bg-raised shadow-raised sr-only rounded-md px-3 py-2 font-medium focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-[70]"
    >
      Skip to content
    </a>
  );
}
