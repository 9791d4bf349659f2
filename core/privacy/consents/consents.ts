import type { Database } from '../../database/client.ts';
import type { Keys } from '../../keys/keys.ts';
import { type ConsentPlace, noteConsent } from './note-consent.ts';
import { type Person, readConsent, type Standing } from './read-consent.ts';

/** Where people stand with the policy and the terms; who has accepted them is remembered, so that most requests ask nothing. */
export interface Consents {
  read(person: Person): Promise<Standing>;
  /** They were told just now. */
  tell(person: Person, place?: ConsentPlace): Promise<void>;
  /** They went on after they had been told. */
  accept(person: Person, place?: ConsentPlace): Promise<void>;
}

/** At 100 bytes each. */
const most = 20_000;
const keepMs = 24 * 60 * 60_000;

export function createConsents({ db, keys }: { db: Database; keys: Keys }): Consents {
  const accepted = new Set<string>();
  let since = performance.now();
  const keyOf = ({ userId, identityId }: Person) => `${userId}:${identityId}`;
  const remember = (person: Person) => {
    if (accepted.size >= most || performance.now() - since > keepMs) {
      accepted.clear();
      since = performance.now();
    }
    accepted.add(keyOf(person));
  };
  return {
    async read(person) {
      if (accepted.has(keyOf(person))) return { at: 'accepted' };
      const standing = await readConsent({ db }, person);
      if (standing.at === 'accepted') remember(person);
      return standing;
    },
    async tell(person, place) {
      await noteConsent({ db, keys }, person, 'shown', place);
    },
    async accept(person, place) {
      await noteConsent({ db, keys }, person, 'accepted', place);
      remember(person);
    },
  };
}
