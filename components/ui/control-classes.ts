/** The look that text fields, text areas and selects share. 16 px on phones, or Safari zooms in. */
export const controlClasses =
  "w-full min-w-0 rounded-md border border-control bg-surface text-base text-ink transition-colors placeholder:text-muted max-sm:text-lg hover:border-ink/60 disabled:cursor-not-allowed disabled:opacity-55 aria-invalid:border-error focus-visible:outline-offset-0";
