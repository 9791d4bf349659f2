import { Skeleton } from '@mantine/core';
import text from '../../shell/text.module.css';
import page from './page.module.css';
import strip from './strip.module.css';
import { stripPlace } from './strip-place.ts';

/** Typical shapes, until the real ones are known. */
const shapes = [1, 1, 1.75, 0.78, 1, 1.29, 1, 1.75];

export function HomeSkeleton() {
  return (
    <div className={page.home} aria-busy="true">
      <span className={text.visuallyHidden}>Loading…</span>
      <Skeleton height={168} radius={14} />
      <div>
        <Skeleton height={24} width={140} />
        <ul className={strip.strip} aria-hidden="true">
          {shapes.map((ratio, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they never change
            <li key={place} style={stripPlace(ratio)}>
              <Skeleton height="100%" radius={10} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
