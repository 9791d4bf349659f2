import type { Asset } from '#core/contract/shapes.ts';
import { CopyButton } from '../../shell/copy-button.tsx';
import { Credits } from '../../shell/credits.tsx';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import { Time } from '../../shell/time.tsx';

export function Facts({ asset }: { asset: Asset }) {
  return (
    <section className="asset-part" aria-labelledby="facts">
      <h2 id="facts">How it was made</h2>
      <dl className="asset-facts">
        <dt>Model</dt>
        <dd>{asset.model}</dd>
        {asset.seed !== null && (
          <>
            <dt>Seed</dt>
            <dd className="asset-seed">
              <span>{asset.seed}</span>
              <CopyButton text={String(asset.seed)} label="Copy the seed" />
            </dd>
          </>
        )}
        <dt>Size</dt>
        <dd>
          {asset.width} × {asset.height} pixels, {asset.size}, {fileSize(asset.byteLength)}
        </dd>
        <dt>Price</dt>
        <dd>
          <Credits amount={asset.price} />
          {asset.paidBy && <span className="soft"> of {asset.paidBy}</span>}
        </dd>
        <dt>Asked</dt>
        <dd className="asset-asked">
          <Time at={asset.createdAt} />
          <PlatformBadge platform={asset.place.platform} place={asset.place.name} />
        </dd>
      </dl>
    </section>
  );
}

const fileSize = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
