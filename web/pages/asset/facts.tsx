import type { ReactNode } from 'react';
import { layoutInWords } from '#core/assets/layout/layout-words.ts';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { CopyButton } from '../../shell/copy-button.tsx';
import { Credits } from '../../shell/credits.tsx';
import { PlatformBadge } from '../../shell/platform-badge.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import classes from './facts.module.css';
import part from './part.module.css';
import { Related } from './related.tsx';
import type { useTurning } from './use-turning.ts';

interface FactsProps {
  asset: Asset;
  turning: Pick<ReturnType<typeof useTurning>, 'linkTo'>;
}

/** How it was made, as far as it can be made again from it, and who paid. */
export function Facts({ asset, turning: { linkTo } }: FactsProps) {
  return (
    <section className={part.part} aria-labelledby="facts">
      <h2 id="facts">How it was made</h2>
      <dl className={classes.facts}>
        <Fact name="Model">{asset.model}</Fact>
        <Fact name="Seed">
          {asset.seed !== null && (
            <span className={classes.seed}>
              <span>{asset.seed}</span>
              <CopyButton text={String(asset.seed)} label="Copy the seed" />
            </span>
          )}
        </Fact>
        <Fact name="Size">{sizeWords(asset)}</Fact>
        <Fact name="Not in it">
          {asset.negativePrompt !== '' && (
            <span className={classes.words} dir="auto">
              {asset.negativePrompt}
            </span>
          )}
        </Fact>
        <Fact name={beginning(asset)}>{beganWith(asset, linkTo)}</Fact>
        <Fact name="Strength">
          {asset.strength !== null && `${Math.round(asset.strength * 1000) / 10} % of it changed`}
        </Fact>
        <Fact name="Price">
          <Credits amount={asset.price} />
          <span className={text.soft}>{paidWords(asset)}</span>
        </Fact>
        <Fact name={came[asset.source]}>
          <span className={classes.asked}>
            <Time at={asset.createdAt} />
            {asset.place && <PlatformBadge platform={asset.place.platform} place={asset.place.name} />}
          </span>
        </Fact>
      </dl>
    </section>
  );
}

/** A line, unless there is nothing to say. */
function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === false || children === undefined) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

const came = { run: 'Asked', operation: 'Made', upload: 'Uploaded' } satisfies Record<Asset['source'], string>;

const done = {
  upscale: 'Upscaled from',
  vary: 'Varied from',
  'cut-out': 'Cut out of',
  edit: 'Edited from',
  describe: 'Described from',
  'pixel-art': 'Pixel art of',
  recolour: 'Other colours for',
} satisfies Record<NonNullable<Asset['tool']>, string>;

function beginning({ source, tool }: Asset): string {
  if (source === 'operation') return 'Made from';
  return tool === null ? 'Began with' : done[tool];
}

function beganWith(
  { madeFrom, hasReference, tool, source }: Asset,
  linkTo: FactsProps['turning']['linkTo'],
): ReactNode {
  if (madeFrom) return <Related assets={[madeFrom]} linkTo={linkTo} label="The image that it was made from" />;
  if (tool === 'pixel-art') return 'a picture that is not in your gallery';
  if (tool !== null || source === 'operation') return 'an image that is no longer in your gallery';
  return hasReference && 'a picture that was added to the request';
}

function paidWords({ price, paidBy, source }: Asset): string {
  if (source !== 'run' || price === 0) return '';
  return paidBy === null ? ', paid by you' : `, paid by ${paidBy}`;
}

/** A sheet has no shape of its own: that was the model's to choose. */
function sizeWords({ width, height, size, layout }: Asset): string {
  const pixels = `${width} × ${height} pixels`;
  if (layout) return `${layoutInWords(layout)}, in a file of ${pixels}`;
  return size && !/\d/.test(size) ? `${pixels}, ${size}` : pixels;
}
