import { Button } from '@mantine/core';
import type { Export } from '#core/contract/pages/exports.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';

/** While it is being made the page looks again. */
export const refetchMs = (newest: Export | undefined) => (newest?.state === 'waiting' ? 3_000 : false);

/** How a part is fetched: by an address, or, without a session, by a form that carries the pass. */
export type PartBy = { href: string } | { pass: string };

export function ExportState({ of, part }: { of: Export; part: (number: number) => PartBy }) {
  return (
    <Sheet aria-label="A copy of your data">
      <p>
        <strong>{words[of.state]}</strong>
        <br />
        <span className={text.small}>
          Asked for <Time at={of.createdAt} />
          {of.state === 'ready' && of.expiresAt && (
            <>
              {' · '}deleted <Time at={of.expiresAt} />
            </>
          )}
        </span>
      </p>
      {of.parts.map(({ number, byteLength }) => (
        <Part key={number} exportId={of.id} number={number} by={part(number)}>
          {of.parts.length === 1 ? 'Download' : `Download part ${number} of ${of.parts.length}`} ({size(byteLength)})
        </Part>
      ))}
      {of.parts.length > 1 && <p className={text.soft}>Unpack all parts into one folder, and open index.html there.</p>}
    </Sheet>
  );
}

const words = {
  waiting: 'It is being made. You can leave this page.',
  ready: 'It is ready. Unpack it, and open index.html.',
  failed: 'It could not be made within an hour, and was given up. Nothing was lost: ask for it once more.',
} satisfies Record<Export['state'], string>;

function Part(props: { exportId: string; number: number; by: PartBy; children: React.ReactNode }) {
  const { exportId, number, by, children } = props;
  if ('href' in by)
    return (
      <Button component="a" href={by.href} variant="default">
        {children}
      </Button>
    );
  return (
    <form method="post" action={plainPaths.exportPart(exportId, number)}>
      <input type="hidden" name="pass" value={by.pass} />
      <Button type="submit" variant="default">
        {children}
      </Button>
    </form>
  );
}

const size = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
