import { z } from 'zod';

const to = z.email();
const url = z.url();
const at = z.iso.datetime();
const identity = z.object({
  platform: z.enum(['discord', 'slack']),
  name: z.string(),
  placeName: z.string().nullable(),
});

/** Every mail there is, and what its words need. No others are sent: no newsletter, no reminder. */
export const mailKinds = {
  /** Also for a change of address: then to the new one. */
  verification: z.object({ to, url, isChange: z.boolean() }),
  /** Somebody registered with an address that has an account: said there, and nowhere else. */
  'already-registered': z.object({ to, signInUrl: url, resetUrl: url }),
  reset: z.object({ to, url }),
  'password-changed': z.object({ to, at, resetUrl: url }),
  'email-change': z.object({ to, newEmail: z.email(), at, settingsUrl: url }),
  'new-sign-in': z.object({ to, browser: z.string(), at, sessionsUrl: url }),
  linked: z.object({ to, identity, at, undoUrl: url }),
  unlinked: z.object({ to, identity, at, connectionsUrl: url }),
} as const satisfies Record<string, z.ZodObject>;

export type MailKind = keyof typeof mailKinds;
export type MailData<Kind extends MailKind> = z.infer<(typeof mailKinds)[Kind]>;
export const isMailKind = (text: string): text is MailKind => text in mailKinds;
