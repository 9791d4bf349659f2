import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import classes from './markdown.module.css';

const mapQuery = {
  queryKey: keys.privacyMap,
  queryFn: ({ signal }: { signal: AbortSignal }) => call('getPrivacyMap', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
};

/** The table of everything that is kept, made from the data map: what the program keeps, and not what a text says of it. */
export function DataMap() {
  const map = useQuery(mapQuery);
  if (map.error) return <ProblemAlert error={map.error} />;
  return (
    <details className={classes.map}>
      <summary>All of it, one by one: what, why and for how long</summary>
      {!map.data && <Skeleton height={240} aria-label="Loading the table" />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={classes.wide} tabIndex={0} aria-label="Everything that is kept">
        <table>
          <thead>
            <tr>
              <th>What</th>
              <th>What of you is in it</th>
              <th>Why</th>
              <th>Law</th>
              <th>Until</th>
              <th>When you are deleted</th>
            </tr>
          </thead>
          <tbody>
            {map.data?.items.map(({ what, holds, purpose, law, until, erasure }) => (
              <tr key={what}>
                <td>{what}</td>
                <td>{holds.join('; ')}</td>
                <td>{purpose}</td>
                <td>{law}</td>
                <td>{until}</td>
                <td>{erasure}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
