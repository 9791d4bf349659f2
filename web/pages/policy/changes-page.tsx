import { NativeSelect, Skeleton } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { type PolicyName, policyTitles, policyVersions } from '#core/contract/policies.ts';
import { NotFoundPage } from '../../shell/not-found-page.tsx';
import { Page } from '../../shell/page.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { changesBetween, type Line } from './changes.ts';
import classes from './changes-page.module.css';
import { policyQuery } from './page.tsx';
import { isVersion, versionBefore } from './texts.ts';
import { Versions } from './versions.tsx';

/** What a version changed: since the one before, or since the one of the query. */
export function ChangesPage({ name }: { name: PolicyName }) {
  const { version } = useParams();
  const [query, setQuery] = useSearchParams();
  const before = version === undefined ? undefined : versionBefore(name, version);
  const since = query.get('since') ?? before;
  if (!isVersion(name, version) || !isVersion(name, since ?? undefined) || since === undefined) return <NotFoundPage />;
  const earlier = policyVersions[name].filter((each) => each < version);
  return (
    <Page title={`${policyTitles[name]}: what changed`} width="reading">
      <Sheet>
        <NativeSelect
          label={`The version of ${version}, compared with that of`}
          data={earlier}
          value={since}
          onChange={({ currentTarget }) => setQuery({ since: currentTarget.value }, { replace: true })}
        />
        <Changes name={name} from={since} to={version} />
      </Sheet>
      <Versions name={name} shown="" />
    </Page>
  );
}

function Changes({ name, from, to }: { name: PolicyName; from: string; to: string }) {
  const [before, after] = useQueries({ queries: [policyQuery(name, from), policyQuery(name, to)] });
  if (before.data === undefined || after.data === undefined)
    return <Skeleton height={480} aria-label="Loading the texts" />;
  return (
    <div className={classes.text}>
      {changesBetween(before.data, after.data).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text's lines never change places
        <Paragraph key={index} line={line} />
      ))}
    </div>
  );
}

/** Marked by colour and line, and in words for who does not see them. */
function Paragraph({ line }: { line: Line }) {
  return (
    <p>
      {line.map(({ text: words, is }, index) => {
        if (is === 'same') return words;
        const Tag = is === 'added' ? 'ins' : 'del';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's pieces never change places
          <Tag key={index}>
            <span className={text.visuallyHidden}>{is === 'added' ? ' Added: ' : ' Removed: '}</span>
            {words}
          </Tag>
        );
      })}
    </p>
  );
}
