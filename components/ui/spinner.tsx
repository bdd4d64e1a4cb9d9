import { LoaderCircle } from "lucide-react";

/** Small activity mark inside a button or a status line; the words beside it say what runs. */
export function Spinner() {
  return <LoaderCircle aria-hidden className="size-4 animate-spin" />;
}
