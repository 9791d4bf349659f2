import { type ApiScope, apiScopes, maxApiKeys } from '../contract/scopes.ts';
import { Failure } from '../failure.ts';

export const tooManyKeys = () =>
  new Failure('too_many_keys', {
    title: 'That is a lot of keys',
    happened: `You have ${maxApiKeys} API keys, which is as many as there can be. None was made.`,
    next: 'Revoke one that you do not need any more.',
  });

export const noKey = () =>
  new Failure('bad_key', {
    title: 'There is no key',
    happened: 'The request came without an API key. Nothing was done, and it cost nothing.',
    next: 'Send one as “Authorization: Bearer upx_…”. You make one in your settings, under API keys.',
  });

export const badKey = () =>
  new Failure('bad_key', {
    title: 'That key opens nothing',
    happened:
      'The API key is not one of ours, was revoked, or its time is over. Nothing was done, and it cost nothing.',
    next: 'Look in your settings, under API keys, and make another one.',
  });

/** Nothing of the key is lost: it works again once the deletion is stopped. */
export const suspendedKey = () =>
  new Failure('deletion_under_way', {
    title: 'The key does not work now',
    happened:
      'The account of this API key is about to be deleted, and until then its keys do not work. Nothing was done, and it cost nothing.',
    next: 'If the deletion is stopped, at /settings/delete or with the link in our mail, the key works again.',
  });

export const missingScope = (scope: ApiScope) =>
  new Failure('missing_scope', {
    title: 'The key may not do that',
    happened: `This needs a key with the scope “${scope}”, which may ${apiScopes[scope].does}. Nothing was done, and it cost nothing.`,
    next: 'What a key may do never changes: make another one in your settings, under API keys.',
  });

export const otherBody = () =>
  new Failure('idempotency_conflict', {
    title: 'The Idempotency-Key was used for something else',
    happened:
      'Within the last day another request came with this Idempotency-Key, and it asked for something else. Nothing was done with this one, and it cost nothing.',
    next: 'Take a new Idempotency-Key for each thing that you want; send the same one only to try the very same again.',
  });
