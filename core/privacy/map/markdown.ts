import {
  describeBrowser,
  describeKept,
  describeLogs,
  describeMails,
  describeQueue,
  describeThirdParties,
} from './describe.ts';

/** The generated part of docs/privacy.md. */
export function mapAsMarkdown(): string {
  const queue = describeQueue();
  return [
    '### In our own stores',
    table(
      ['What', 'Of a person', 'Why', 'Law', 'Until', 'Erasure'],
      describeKept().map((line) => [
        ...[line.what, line.holds.join('; '), line.purpose, line.law.split(':')[0] ?? '', line.until, line.erasure],
      ]),
    ),
    '### With others',
    table(
      ['Who', 'Does what', 'Gets', 'Until', 'Erasure'],
      describeThirdParties().map((line) => [line.name, line.does, line.gets.join('; '), line.until, line.erasure]),
    ),
    '### In the browser',
    table(
      ['Name', 'What', 'Lives', 'Essential because it'],
      describeBrowser().map((line) => [`\`${line.name}\``, line.what, line.life, line.essential]),
    ),
    '### In logs',
    table(
      ['Log', 'Holds', 'Until'],
      describeLogs().map((line) => [line.what, line.holds, line.until]),
    ),
    '### In the job queue',
    `It holds ${queue.what}. Until ${queue.until}. Erasure: ${queue.erasure}.`,
    table(
      ['Job', 'Given the id of'],
      queue.jobs.map((job) => [`\`${job.name}\``, job.about]),
    ),
    '### In mails',
    'Each goes to the address that it is about; what tells operators of requests goes to `PRIVACY_CONTACT` and to them.',
    table(
      ['Mail', 'Holds', 'Law'],
      describeMails().map((mail) => [`\`${mail.name}\``, mail.holds, mail.law.split(':')[0] ?? '']),
    ),
  ].join('\n\n');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
