export type FrameOrganization = { slug: string; name: string };
type FrameProject = { slug: string; name: string; platform: string | null };
export type FrameUser = { name: string | null; email: string };

/** What every page inside an organization knows about where it is. */
export type FrameData = {
  organization: FrameOrganization;
  organizations: FrameOrganization[];
  projects: FrameProject[];
  environments: string[];
  user: FrameUser;
};
