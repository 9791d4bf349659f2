/** The articles of the GDPR that allow what we keep. */
export const laws = {
  contract: 'Art. 6(1)(b): to do what the person asked for',
  duty: 'Art. 6(1)(c): to keep the books that tax law asks for',
  interest: 'Art. 6(1)(f): to keep the service safe and its books right',
} as const;
export type Law = keyof typeof laws;

export const purposes = {
  account: 'to sign people in and keep their account theirs',
  images: 'to make the images that a person asks for, and keep them for that person',
  chat: 'to answer where somebody asked',
  credits: 'to count credits, and to prove that none was lost',
  payment: 'to take payments, refund them and keep the books',
  gifts: 'to give credits from one person to another',
  teams: 'to let a team pay for its members, and show its managers what for',
  mail: 'to send mails about the account',
  abuse: 'to bound guessing and misuse',
  operation: 'to run the service, and find its faults',
  rights: 'to carry out what people ask for about their data',
} as const;
export type PurposeOfData = keyof typeof purposes;

/** How long something is kept, and what deletes it then. */
export interface Kept {
  until: string;
  endedBy: string;
}

export const asLongAsAccount: Kept = {
  until: 'the account, or the guest, is erased',
  endedBy: 'the eraser (core/privacy/erasure)',
};
export const tenYears: Kept = {
  until: 'ten years after the year of the booking',
  endedBy: 'the operator, with the books of that year',
};
export const always: Kept = {
  until: 'the service ends: after an erasure it leads to nobody',
  endedBy: 'nothing',
};
