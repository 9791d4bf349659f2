import type { Deps } from '../deps.ts';
import { type Classic, classics } from '../pixel/palettes/classics.ts';
import type { Colours } from '../pixel/picture.ts';
import { type KeptPalette, listPalettes } from './list-palettes.ts';

/** One of somebody's own, or one that many know. */
export interface NamedPalette {
  /** Of a classic its own word, of a kept one its UUID. */
  id: string;
  name: string;
  colours: Colours;
  isOwn: boolean;
}

const ofOwn = ({ id, name, colours }: KeptPalette): NamedPalette => ({ id, name, colours, isOwn: true });
const ofClassic = ({ id, name, colours }: Classic): NamedPalette => ({ id, name, colours, isOwn: false });

/** Letters and digits alone: `pico 8` is PICO-8. */
const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/** By the name that somebody typed; theirs before a classic of that name. */
export async function findPaletteByName(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string | null,
  name: string,
): Promise<NamedPalette | undefined> {
  const own = userId === null ? [] : await listPalettes(deps, { userId });
  const mine = own.find((each) => same(each.name, name));
  return mine ? ofOwn(mine) : classicNamed(name);
}

/** The classic that is called so, by its name or its id. */
function classicNamed(name: string): NamedPalette | undefined {
  const found = classics.find((each) => [each.id, each.name].some((known) => plain(known) === plain(name)));
  return found && ofClassic(found);
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** By its id, as a button has it; nobody has anybody else's. */
export async function findPaletteById(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string | null,
  id: string,
): Promise<NamedPalette | undefined> {
  const classic = classics.find((each) => each.id === id);
  if (classic) return ofClassic(classic);
  if (userId === null || !uuid.test(id)) return undefined;
  const [own] = await listPalettes(deps, { userId, id });
  return own && ofOwn(own);
}
