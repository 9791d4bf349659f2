import type { z } from 'zod';
import type { keptLine } from '../../contract/pages/visitors.ts';
import type { Table } from './define-table.ts';
import { browserStorage, cookies } from './stores/browser.ts';
import { files } from './stores/files.ts';
import { logs } from './stores/logs.ts';
import { mailContents } from './stores/mails.ts';
import { queue } from './stores/queue.ts';
import { thirdParties } from './stores/third-parties.ts';
import { tables } from './tables.ts';
import { laws, purposes } from './terms.ts';

/** A line of the table that people read on the policy's page and in docs/privacy.md. */
export type KeptLine = z.infer<typeof keptLine>;

const erasures = {
  delete: 'deleted',
  empty: 'what says who somebody is goes; figures stay',
} as const;

/** Everything personal that we keep ourselves. */
export const describeKept = (): KeptLine[] => [
  ...Object.values(tables).flatMap((table) => (table.erasure === 'none' ? [] : [lineOf(table)])),
  ...Object.values(files).map(({ what, holds, purpose, law, kept }) => ({
    what,
    holds: [holds],
    purpose: purposes[purpose],
    law: laws[law],
    until: kept.until,
    erasure: erasures.delete,
  })),
];

function lineOf(table: Exclude<Table, { erasure: 'none' }>): KeptLine {
  const holds = Object.values(table.columns).flatMap((column) => (column === 'technical' ? [] : [column.what]));
  return {
    what: table.about,
    holds: [...new Set(holds)].filter((what) => !/^(never|no longer) filled$/.test(what)),
    purpose: purposes[table.purpose],
    law: laws[table.law],
    until: table.kept.until,
    erasure: erasures[table.erasure],
  };
}

export const describeThirdParties = () =>
  Object.values(thirdParties).map(({ name, does, gets, kept, erasure }) => ({
    name,
    does,
    gets: [...gets],
    until: kept.until,
    erasure,
  }));

export const describeBrowser = () =>
  Object.entries({ ...cookies, ...browserStorage }).map(([name, { what, life, essential }]) => ({
    ...{ name, what, life, essential },
    isCookie: name in cookies,
  }));

export const describeLogs = () =>
  Object.values(logs).map(({ what, holds, kept }) => ({ what, holds, until: kept.until }));

export const describeQueue = () => ({
  ...{ what: queue.what, until: queue.kept.until, erasure: queue.erasure },
  jobs: Object.entries(queue.jobs).map(([name, about]) => ({ name, about })),
});

export const describeMails = () =>
  Object.entries(mailContents).map(([name, { holds, law }]) => ({ name, holds, law: laws[law] }));
