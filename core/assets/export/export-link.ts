import { z } from 'zod';
import type { Config } from '../../config.ts';
import { exportEngine, type SheetWish, sheetWish } from '../../contract/export-wish.ts';
import { plainPaths } from '../../contract/pages/plain-paths.ts';
import { createExpiringLinks, signedParameters } from '../expiring-links.ts';
import { packedIds, unpackedIds } from '../packed-ids.ts';
import type { ExportedThings } from './things.ts';

export interface ExportWish {
  things: ExportedThings;
  engine: z.infer<typeof exportEngine>;
  /** All in one sheet; undefined: each for itself. */
  sheet?: SheetWish | undefined;
}

/** As a link to an original: as long as the message with it is looked at. */
const goodForMs = 24 * 60 * 60_000;

/** Discord takes 512 characters for a link, so its names are short. https://docs.discord.com/developers/components/reference#button */
const parameters = z.object({
  of: z.string().regex(/^[agp][\w-]{22,6000}$/),
  engine: exportEngine,
  sheet: z
    .string()
    .regex(/^(\d{1,3})?-\d{1,2}-\d{1,2}$/)
    .optional(),
  ...signedParameters,
});

interface Signed {
  of: string;
  engine: string;
  sheet?: string | undefined;
}

const links = createExpiringLinks<Signed>('art-links', {
  goodForMs,
  textOf: ({ of, engine, sheet = '' }, expires) => [of, engine, sheet, expires].join(':'),
  missing: 'There is no such export',
  over: {
    title: 'This link is over',
    happened: 'It was good for a day. Your pictures are where they were.',
    next: 'Export them again: the files will be the same.',
  },
});

/** The address of an export, for whoever has it, for a day, without a sign-in: guests have none. Whose the images are, whoever gives it out has asked. */
export function exportLink(
  config: Pick<Config, 'encryptionKey' | 'publicUrl'>,
  { things, engine, sheet }: ExportWish,
  now = new Date(),
): string {
  const query = { of: packed(things), engine, ...(sheet ? { sheet: writtenSheet(sheet) } : {}) };
  return `${config.publicUrl}${plainPaths.art}?${new URLSearchParams({ ...query, ...links.sign(config, query, now) })}`;
}

/** What a link of ours is to. @throws Failure not_found, expired_download */
export function readExportLink(config: Pick<Config, 'encryptionKey'>, query: unknown): ExportWish {
  const { of, engine, sheet } = links.check(config, parameters.safeParse(query).data);
  return { things: unpacked(of), engine, ...(sheet === undefined ? {} : { sheet: readSheet(sheet) }) };
}

function packed(things: ExportedThings): string {
  switch (things.kind) {
    case 'assets':
      return `a${packedIds(things.ids)}`;
    case 'generation':
      return `g${packedIds([things.id])}`;
    case 'project':
      return `p${packedIds([things.id])}`;
  }
}

function unpacked(of: string): ExportedThings {
  const ids = unpackedIds(of.slice(1));
  const [id = ''] = ids;
  switch (of[0]) {
    case 'g':
      return { kind: 'generation', id };
    case 'p':
      return { kind: 'project', id };
    default:
      return { kind: 'assets', ids };
  }
}

const writtenSheet = ({ columns, padding, extrude }: SheetWish) => `${columns ?? ''}-${padding}-${extrude}`;

function readSheet(written: string): SheetWish {
  const [columns, padding, extrude] = written.split('-');
  return sheetWish.parse({
    ...(columns ? { columns: Number(columns) } : {}),
    padding: Number(padding),
    extrude: Number(extrude),
  });
}
