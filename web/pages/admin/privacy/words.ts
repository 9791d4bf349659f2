import type { AdminRequest } from '#core/contract/pages/admin-privacy.ts';
import type { Sent } from '#core/contract/pages/contract.ts';

export const subjectWords = {
  account: 'an account',
  guest: 'a guest in a chat',
  workspace: 'a server or workspace',
  outsider: 'somebody we did not find',
} satisfies Record<AdminRequest['subject'], string>;

export const originWords = {
  chat: 'in chat',
  web: 'on the web',
  mail: 'by mail',
  platform: 'by a platform',
  guardian: 'by a guardian',
  authority: 'by an authority',
} satisfies Record<AdminRequest['origin'], string>;

export const proofWords = {
  chat_identity: 'the chat identity',
  session: 'a signed-in session',
  recent_sign_in: 'a recent sign-in',
  reply_from_address: 'a reply from the address',
  platform_notice: 'the platform’s notice',
  document: 'a document',
  none: 'nothing yet',
} satisfies Record<AdminRequest['proof'], string>;

type End = Extract<Sent<'adminEndRequest'>['body'], { state: 'refused' }>;
export const refusalWords = {
  not_proven: 'It was not proved to come from the person',
  unknown_person: 'We have nothing about them',
  unfounded: 'There is no ground for it',
  repeated: 'It repeats one that was answered',
  rights_of_others: 'It would violate the rights of others',
  kept_by_law: 'The law tells us to keep it',
} satisfies Record<End['refusal'], string>;

/** For a select. */
export const choicesOf = (words: Readonly<Record<string, string>>, keys = Object.keys(words)) =>
  keys.map((value) => ({ value, label: words[value] ?? value }));
