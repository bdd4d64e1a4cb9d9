import { profileDigester } from "#lib/digest/profile-item.ts";
import { parseTimestamp } from "#lib/events/clock.ts";
import { readProfile } from "#lib/profiles/read-profile.ts";

/** A profile of one transaction, which may stand before or after it, or come alone. */
export const prepareProfile = profileDigester({
  category: "profile",
  read: readProfile,
  claim: ({ profileId }) => ({ kind: "profile", id: profileId }),
  startOf: ({ first }, { timestamp }) => {
    const start = parseTimestamp(timestamp);
    return start === undefined ? undefined : (start + first) / 1_000;
  },
});
