import { z } from 'zod';

/** What the pages of mailed links ask about a link before it is pressed, and the answer to the press (api/auth/posts.ts). */
export const openedSignUp = z.object({
  email: z.string(),
  /**
   * `here`: begun in this browser, whose password counts; `elsewhere`: a password is chosen now; `confirmed`: this address
   * already has an account.
   */
  state: z.enum(['here', 'elsewhere', 'confirmed']),
});
export type OpenedSignUp = z.infer<typeof openedSignUp>;
export const confirmedSignUp = z.object({ signedIn: z.boolean() });

export const openedEmailChange = z.object({
  newEmail: z.string(),
  /** Who is signed in in this browser: the account it concerns, another, or nobody. */
  state: z.enum(['here', 'other', 'signed_out']),
});
export type OpenedEmailChange = z.infer<typeof openedEmailChange>;
/** The account's current address. */
export const changedEmail = z.object({ email: z.string() });
