import type { Asset } from '#core/contract/pages/shapes.ts';
import { CopyButton } from '../../shell/copy-button.tsx';
import { Credits } from '../../shell/credits.tsx';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import classes from './facts.module.css';
import part from './part.module.css';

export function Facts({ asset }: { asset: Asset }) {
  return (
    <section className={part.part} aria-labelledby="facts">
      <h2 id="facts">How it was made</h2>
      <dl className={classes.facts}>
        {asset.model !== null && (
          <>
            <dt>Model</dt>
            <dd>{asset.model}</dd>
          </>
        )}
        {asset.seed !== null && (
          <>
            <dt>Seed</dt>
            <dd className={classes.seed}>
              <span>{asset.seed}</span>
              <CopyButton text={String(asset.seed)} label="Copy the seed" />
            </dd>
          </>
        )}
        <dt>Size</dt>
        <dd>
          {asset.width} × {asset.height} pixels, {asset.size && !/\d/.test(asset.size) && `${asset.size}, `}
          {fileSize(asset.byteLength)}
        </dd>
        <dt>Price</dt>
        <dd>
          <Credits amount={asset.price} />
          {asset.paidBy && <span className={text.soft}> of {asset.paidBy}</span>}
        </dd>
        <dt>{came[asset.source]}</dt>
        <dd className={classes.asked}>
          <Time at={asset.createdAt} />
          {asset.place && <PlatformBadge platform={asset.place.platform} place={asset.place.name} />}
        </dd>
      </dl>
    </section>
  );
}

const came = { run: 'Asked', operation: 'Made', upload: 'Uploaded' } satisfies Record<Asset['source'], string>;

const fileSize = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
