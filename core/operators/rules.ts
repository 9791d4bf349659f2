import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { Operator } from './operator.ts';
import { writeRegisterAction } from './write-action.ts';

type WithDb = Pick<Deps, 'db'>;

/** Each costs every prompt a look. */
const mostTerms = 2_000;

/** Operators' terms and limits as they are written down; `usual` is the environment's. */
export async function readRules({ db, config }: Pick<Deps, 'db' | 'config'>) {
  const [terms, settings] = await Promise.all([
    db.deniedTerm.findMany({ orderBy: { term: 'asc' } }),
    db.serviceSettings.findFirst(),
  ]);
  const set = { perDay: settings?.unpaidPerDay ?? null, perWorkspace: settings?.unpaidPerWorkspace ?? null };
  const usual = config.unpaid;
  const unpaid = { perDay: set.perDay ?? usual.perDay, perWorkspace: set.perWorkspace ?? usual.perWorkspace };
  return { terms: terms.map(({ term }) => term), unpaid: { ...unpaid, set, usual } };
}

/** Adds a term, or takes it away; recorded in the same transaction. @throws Failure too_much */
export async function changeTerm(
  { db }: WithDb,
  operator: Operator,
  wanted: { id: string; reason: string; term: string; denied: boolean },
): Promise<undefined> {
  const { id, reason, term, denied } = wanted;
  await db.$transaction(async (tx) => {
    const said = `${denied ? 'Added' : 'Took away'} “${term}”: ${reason}`;
    if (!(await writeRegisterAction(tx, operator, { id, kind: 'terms', reason: said }))) return;
    if (!denied) return void (await tx.deniedTerm.deleteMany({ where: { term } }));
    if ((await tx.deniedTerm.count()) >= mostTerms) throw tooManyTerms();
    await tx.deniedTerm.upsert({ where: { term }, create: { term }, update: {} });
  });
  return undefined;
}

/** Null: as the environment says. Recorded in the same transaction. */
export async function setLimits(
  { db }: WithDb,
  operator: Operator,
  wanted: { id: string; reason: string; perDay: number | null; perWorkspace: number | null },
): Promise<undefined> {
  const { id, reason, perDay, perWorkspace } = wanted;
  const words = (limit: number | null) => (limit === null ? 'the usual' : limit.toLocaleString('en-US'));
  await db.$transaction(async (tx) => {
    const said = `${words(perDay)} in all, ${words(perWorkspace)} in one place: ${reason}`;
    if (!(await writeRegisterAction(tx, operator, { id, kind: 'limits', reason: said }))) return;
    const set = { unpaidPerDay: perDay, unpaidPerWorkspace: perWorkspace };
    await tx.serviceSettings.upsert({ where: { id: true }, create: set, update: set });
  });
  return undefined;
}

const tooManyTerms = () =>
  new Failure('too_much', {
    title: 'There are too many',
    happened: `There are ${mostTerms.toLocaleString('en-US')} terms already. Nothing was changed.`,
    next: 'Take some away first, or let one with a star stand for several.',
  });
