import Link from "next/link";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { SkipLink } from "#components/frame/skip-link.tsx";
import { ThemeMenu } from "#components/frame/theme-menu.tsx";
import { Wordmark } from "#components/frame/mark.tsx";

/** The top of pages outside an organization. Their <main> needs id="main". */
export function PublicHeader({ links = false }: { links?: boolean }) {
  return (
    <>
      <SkipLink />
      <header className="mx-auto flex h-14 w-full max-w-6xl items-center gap-2 px-4 sm:px-6">
        <Link href="/" aria-label="Debrief, start page" className="rounded-sm">
          <Wordmark />
        </Link>
        <span className="flex-1" />
        <ThemeMenu />
        {links && (
          <>
            <ButtonLink href="/sign-in" variant="ghost">
              Sign in
            </ButtonLink>
            <ButtonLink href="/sign-up" className="max-[24rem]:hidden">
              Create account
            </ButtonLink>
          </>
        )}
      </header>
    </>
  );
}
