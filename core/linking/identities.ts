import type { Identity } from '../../prisma/generated/client.ts';
import type { Deps } from '../deps.ts';
import { idsToSignIn } from './ids-to-sign-in.ts';
import { openPerson } from './stored-person.ts';

/** An identity, with the person's name, picture and place open. */
type OpenIdentity = Awaited<ReturnType<typeof openPerson<Identity>>>;

export interface LinkedIdentity extends OpenIdentity {
  /** The account can also be signed in to with it. */
  signsIn: boolean;
}

/** The chat identities linked to an account, in the order of linking; only one of them if an id is given. */
export async function listIdentities(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, id }: { userId: string; id?: string },
): Promise<LinkedIdentity[]> {
  const [identities, accounts] = await Promise.all([
    deps.db.identity.findMany({ where: { userId, ...(id === undefined ? {} : { id }) }, orderBy: { linkedAt: 'asc' } }),
    deps.db.account.findMany({ where: { userId }, select: { providerId: true, accountId: true } }),
  ]);
  return Promise.all(
    identities.map(async (identity) => {
      const ids = await idsToSignIn(deps, identity);
      const signsIn = accounts.some((each) => each.providerId === identity.platform && ids?.includes(each.accountId));
      return { ...(await openPerson(deps, identity)), signsIn };
    }),
  );
}

/** An identity linked to this account; null if it is not. */
export async function findIdentity(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  where: { userId: string; id: string },
): Promise<OpenIdentity | null> {
  const found = await deps.db.identity.findFirst({ where });
  return found && openPerson(deps, found);
}
