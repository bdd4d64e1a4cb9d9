import type { Metadata } from "next";
import { PublicHeader } from "#components/frame/public-header.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Problem } from "#components/ui/problem.tsx";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <>
      <PublicHeader />
      <main id="main" tabIndex={-1} className="outline-none">
        <Problem
          title="This page does not exist"
          actions={<ButtonLink href="/">Go to the start page</ButtonLink>}
        >
          <p>
            The address may be mistyped, what it named may be deleted, or it belongs to an organization that
            you are not a member of. If someone sent you the link, ask them to invite you.
          </p>
        </Problem>
      </main>
    </>
  );
}
