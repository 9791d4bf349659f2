import { Readable } from 'node:stream';
import { endingOf, type PictureEnding } from '../../assets/picture-type.ts';
import { sniffFormat, typeOf } from '../../assets/sniff-format.ts';
import { byteOrderMark, csvLine } from '../../csv.ts';
import type { Deps } from '../../deps.ts';
import { readIfThere } from '../../keys/key-store.ts';
import type { Person } from '../map/rows-of.ts';
import { exportedColumns, exportedTables, leftOut } from './columns.ts';
import { escaped, pageEnd, pageHead, rowOf, tableOf, textOf } from './html.ts';
import type { Information } from './information.ts';
import { addedPicturesOf, picturesOf, uploadedPicturesOf, withheldPicturesOf } from './pictures.ts';
import type { Row, RowReader } from './read-rows.ts';
import { dataSchema, format } from './schema.ts';

/** A file of the zip. */
export interface Entry {
  name: string;
  /** Pictures are compressed already. */
  compress: boolean;
  /** If it is known before. */
  byteLength?: number;
  /** Undefined if there is no such file any more, or it can no longer be read. */
  open(): Promise<Readable | undefined>;
}

export interface Exporting {
  deps: Pick<Deps, 'db' | 'keys' | 'log' | 'storage'>;
  person: Person;
  reader: RowReader;
  information: Information;
  madeAt: Date;
}

/** A file of the zip that is written piece by piece. */
export const words = (name: string, pieces: () => AsyncGenerator<string> | Generator<string>): Entry => ({
  name,
  compress: true,
  open: async () => Readable.from(pieces(), { objectMode: false, encoding: 'utf8' }),
});

/** Which tables of a person are asked for, in which role; more than one where two people can be in one row. */
const parts = () =>
  exportedTables().flatMap(({ name, about, roles }) =>
    roles.map((role) => ({ table: name, role, about, key: roles.length === 1 ? name : `${name} (as ${role})` })),
  );

const fileNameOf = (key: string) => key.replaceAll(/[^\w]+/g, '-').replace(/-$/, '');

/** Everything that is written, before the pictures. */
export function* dataEntries(exporting: Exporting): Generator<Entry> {
  yield words('data.json', () => dataJson(exporting));
  yield words('data.schema.json', function* () {
    yield JSON.stringify(dataSchema(parts()), null, 2);
  });
  const counts = new Map<string, number>();
  for (const part of parts()) {
    const columns = exportedColumns(part.table, part.role).map(({ name }) => name);
    yield words(`csv/${fileNameOf(part.key)}.csv`, async function* () {
      yield byteOrderMark + csvLine(columns);
      for await (const row of rowsOf(exporting, part)) yield csvLine(columns.map((name) => cellOf(row[name])));
    });
    yield words(`tables/${fileNameOf(part.key)}.html`, () => tablePage(exporting, part, columns, counts));
  }
  yield words('pictures.html', () => picturesPage(exporting));
  yield words('information.html', () => informationPage(exporting.information));
  yield words('index.html', () => indexPage(exporting, counts));
}

/** Then the pictures themselves, one after another. */
export async function* pictureEntries({ deps, person }: Exporting): AsyncGenerator<Entry> {
  for await (const { key, byteLength, file } of picturesOf(deps, person))
    yield { name: file, compress: false, byteLength, open: async () => streamOf(await readIfThere(deps.storage, key)) };
  for (const { name, key } of await addedPicturesOf(deps, person)) {
    const bytes = await readIfThere(deps.storage, key);
    yield { name: `added/${name}.${endingIn(bytes)}`, compress: false, open: async () => streamOf(bytes) };
  }
  for (const { key, file } of [
    ...(await uploadedPicturesOf(deps, person)),
    ...(await withheldPicturesOf(deps, person)),
  ])
    yield { name: file, compress: false, open: async () => streamOf(await readIfThere(deps.storage, key)) };
}

const rowsOf = ({ reader }: Exporting, { table, role }: { table: string; role: string }) => reader.rows(table, role);
const cellOf = (value: unknown) => (typeof value === 'number' ? value : textOf(value));

async function* dataJson(exporting: Exporting): AsyncGenerator<string> {
  const { information, madeAt } = exporting;
  yield `{"format":${JSON.stringify(format)},"madeAt":${JSON.stringify(madeAt.toISOString())},`;
  yield `"information":${JSON.stringify(information)},"leftOut":${JSON.stringify(leftOut())},"tables":{`;
  let isFirst = true;
  for (const part of parts()) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(part.key)}:[`;
    isFirst = false;
    let before = '';
    for await (const row of rowsOf(exporting, part)) {
      yield `${before}${JSON.stringify(row)}`;
      before = ',\n';
    }
    yield ']';
  }
  yield '},"pictures":[';
  let before = '';
  for await (const { id, file, words: prompt, isInTrash } of picturesOf(exporting.deps, exporting.person)) {
    yield `${before}${JSON.stringify({ assetId: id, file, words: prompt, isInTrash })}`;
    before = ',\n';
  }
  yield ']}\n';
}

async function* tablePage(
  exporting: Exporting,
  part: { table: string; role: string; about: string; key: string },
  columns: string[],
  counts: Map<string, number>,
): AsyncGenerator<string> {
  yield pageHead(part.key);
  yield `<p class="soft">Each row is ${escaped(part.about)}. <a href="../index.html">Back</a></p>`;
  yield `<div class="wide"><table><thead>${rowOf(columns, 'th')}</thead><tbody>\n`;
  let count = 0;
  for await (const row of rowsOf(exporting, part)) {
    count += 1;
    yield `${rowOf(valuesOf(row, columns), 'td')}\n`;
  }
  counts.set(part.key, count);
  yield `</tbody></table></div>${pageEnd}`;
}

const valuesOf = (row: Row, columns: string[]) => columns.map((name) => row[name]);

async function* picturesPage({ deps, person }: Exporting): AsyncGenerator<string> {
  yield pageHead('Your pictures');
  yield '<p class="soft">They are in the folder <code>pictures</code>; if there are several parts, unpack all into one folder. <a href="index.html">Back</a></p><div class="pictures">';
  for await (const { file, words: prompt, createdAt, isInTrash } of picturesOf(deps, person))
    yield `<figure><a href="${file}"><img src="${file}" alt="${escaped(prompt)}" loading="lazy"></a><figcaption>${escaped(prompt)}<br><span class="soft">${createdAt.toISOString().slice(0, 10)}${isInTrash ? ', in the trash' : ''}</span></figcaption></figure>\n`;
  yield `</div>${pageEnd}`;
}

function* informationPage(information: Information): Generator<string> {
  const { contact, policy, source, kept, recipients, inYourBrowser, logs, outsideTheEea, decisionsByMachine, rights } =
    information;
  yield pageHead('What is kept, why, and for how long');
  yield `<p>${escaped(source)} Questions: <a href="mailto:${escaped(contact)}">${escaped(contact)}</a>. The policy: ${escaped(policy)}. <a href="index.html">Back</a></p>`;
  yield '<h2>What we keep</h2>';
  yield tableOf(
    ['What', 'Holds', 'Purpose', 'Law', 'Until'],
    kept.map((line) => [line.what, line.holds.join(', '), line.purpose, line.law, line.until]),
  );
  yield '<h2>Who else gets something</h2>';
  yield tableOf(
    ['Who', 'Does', 'Gets', 'Until'],
    recipients.map((each) => [each.name, each.does, each.gets.join(', '), each.until]),
  );
  yield `<p>${escaped(outsideTheEea)}</p><h2>In your browser</h2>`;
  yield tableOf(
    ['Name', 'Holds', 'Life', 'Why'],
    inYourBrowser.map((each) => [each.name, each.what, each.life, each.essential]),
  );
  yield '<h2>Logs</h2>';
  yield tableOf(
    ['What', 'Holds', 'Until'],
    logs.map((each) => [each.what, each.holds, each.until]),
  );
  yield `<h2>Decisions by machine</h2><p>${escaped(decisionsByMachine)}</p><h2>Your rights</h2><ul>`;
  for (const right of rights) yield `<li>${escaped(right)}</li>`;
  yield `</ul>${pageEnd}`;
}

function* indexPage({ madeAt }: Exporting, counts: Map<string, number>): Generator<string> {
  const shown = parts().filter(({ key }) => (counts.get(key) ?? 0) > 0);
  yield pageHead('Everything UPixel keeps about you');
  yield `<p>Made on ${escaped(madeAt.toISOString().slice(0, 16).replace('T', ' at '))} (UTC). All of it can be read without a connection.</p>`;
  yield '<ul><li><a href="pictures.html">Your pictures</a></li><li><a href="information.html">What is kept, why, for how long, who gets it, and your rights</a></li>';
  yield '<li><a href="data.json">data.json</a>: the same for programs, described by <a href="data.schema.json">data.schema.json</a></li><li>The folder <code>csv</code>: the same for spreadsheets</li></ul>';
  yield '<h2>What there is of you</h2><div class="wide"><table><thead><tr><th>Table</th><th>Each row is</th><th>Rows</th></tr></thead><tbody>';
  for (const { key, about } of shown)
    yield `<tr><td><a href="tables/${fileNameOf(key)}.html">${escaped(key)}</a></td><td>${escaped(about)}</td><td>${counts.get(key)}</td></tr>\n`;
  yield '</tbody></table></div>';
  const none = parts().filter(({ key }) => !counts.get(key));
  if (none.length > 0)
    yield `<p class="soft">Nothing of you is in: ${escaped(none.map(({ key }) => key).join(', '))}.</p>`;
  yield '<h2>What is left out, and why</h2>';
  yield tableOf(
    ['Table', 'Column', 'What it is', 'Why it is not here'],
    leftOut().map(({ table, column, what, why }) => [table, column, what, why]),
  );
  yield pageEnd;
}

/** Undefined stays so: it was deleted a moment ago, is lost, or is damaged, which shows only when all of it is read. */
const streamOf = (bytes: Buffer | undefined) => bytes && Readable.from([bytes], { objectMode: false });

/** What moves is kept as it came where that matters; everything else that was added is a PNG. */
const endingIn = (bytes: Buffer | undefined): PictureEnding => endingOf(typeOf[(bytes && sniffFormat(bytes)) ?? 'png']);
