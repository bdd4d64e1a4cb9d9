/** First in the tab order: jumps over the frame. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only rounded-md bg-raised px-3 py-2 font-medium shadow-raised focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-[70]"
    >
      Skip to content
    </a>
  );
}
