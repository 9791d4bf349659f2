/** What a person accepts by using UPixel; the texts are in policies/<name>/<version>.md. */
export const policyNames = ['privacy', 'terms'] as const;
export type PolicyName = (typeof policyNames)[number];

/** The versions of each, newest first. A version is the date on which it was revised. */
export const policyVersions: Record<PolicyName, readonly [string, ...string[]]> = {
  privacy: ['2026-11-29', '2026-11-28', '2026-11-24'],
  terms: ['2026-11-29', '2026-11-28', '2026-11-24'],
};

export const policyTitles: Record<PolicyName, string> = { privacy: 'Privacy policy', terms: 'Terms' };
