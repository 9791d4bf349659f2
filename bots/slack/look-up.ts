import type { StatusTarget } from '#core/chat/messenger.ts';
import type { Deps } from '#core/deps.ts';
import type { ImageReference } from '../fields.ts';
import { findImage } from './images.ts';
import type { NamedFile, NamedPerson } from './parse-text.ts';
import { lookUpPerson } from './person.ts';

/** Options ready for a command: looks up what was named only by its id. @throws Failure bad_reference, unknown_person */
export async function lookUp(
  deps: Pick<Deps, 'slack'>,
  target: StatusTarget,
  raw: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const entries = Object.entries(raw).map(async ([name, value]) => {
    if (typeof value !== 'object' || value === null) return [name, value] as const;
    const named = value as NamedPerson | NamedFile | ImageReference;
    if ('personId' in named) return [name, await lookUpPerson(deps, target, named)] as const;
    return [name, 'fileId' in named ? await findImage(deps, target, named) : named] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
