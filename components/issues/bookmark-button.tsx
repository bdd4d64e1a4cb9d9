import { Bookmark } from "lucide-react";
import { Button } from "#components/ui/button.tsx";

type Props = { on: boolean; onChange: (on: boolean) => void };

/** Keeps an issue at hand for the viewer alone. */
export function BookmarkButton({ on, onChange }: Props) {
  return (
    <Button
      icon
      variant="ghost"
      aria-pressed={on}
      aria-label="Bookmark"
      title={on ? "Bookmarked by you" : "Bookmark: find it by bookmarks:me"}
      onClick={() => onChange(!on)}
    >
      <Bookmark aria-hidden className={on ? "fill-current text-accent-text" : undefined} />
    </Button>
  );
}
