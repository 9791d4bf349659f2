import { Failure } from '#core/failure.ts';

/**
 * Something that this version of ours does not know: it stands on an old card, or another process, which is newer, made it while we are being updated.
 * @param written what the person wrote in it, which is given back
 */
export function fromAnotherVersion(what: 'button' | 'form' | 'command' | 'shortcut', written = ''): Failure {
  const failure = new Failure('unknown_button', {
    title: `I do not know that ${what}`,
    happened:
      'It is from another version of me: an older one, or a newer one while I am being updated. It cost nothing.',
    next: ['Try again in a minute, or start anew with ', { command: 'imagine' }, '.'],
  });
  return written.trim() === '' ? failure : failure.givingBack(written);
}
