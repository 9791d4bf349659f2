import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Tools } from '#core/contract/pages/made.ts';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { creditsText } from '../../shell/credits.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { EditDialog } from './edit-dialog.tsx';
import classes from './make-more.module.css';
import part from './part.module.css';
import { useToolPress, useTools } from './use-tools.ts';

interface MakeMoreProps {
  asset: Asset;
  onBegun: (generationId: string) => void;
}

/** What can be made of the image, each with its price: a press is enough, since the price was read before it. */
export function MakeMore({ asset, onBegun }: MakeMoreProps) {
  const tools = useTools(asset.id);
  const pressing = useToolPress(asset.id, onBegun);
  const [isEditing, setEditing] = useState(false);
  return (
    <section className={part.part} aria-labelledby="make-more">
      <div className={part.head}>
        <h2 id="make-more">Make more of it</h2>
        {tools.data && <span className={text.soft}>You have {creditsText(tools.data.balance)}</span>}
      </div>
      {tools.error && <ProblemAlert error={tools.error} onRetry={() => void tools.refetch()} />}
      {tools.isPending && <Skeleton height={96} />}
      {tools.data && (
        <div className={classes.ways}>
          {toolOrder.map((tool) => {
            const offer = tools.data[tool];
            if (!offer.applies) return null;
            return (
              <Button
                key={tool}
                variant="default"
                classNames={{ root: classes.way, label: classes.label }}
                loading={pressing.isPending(tool)}
                onClick={() => (tool === 'edit' ? setEditing(true) : void pressing.press({ tool }))}
              >
                <span>{labels[tool](offer)}</span>
                <span className={classes.price}>{offer.price === 0 ? 'free' : creditsText(offer.price)}</span>
              </Button>
            );
          })}
          <Button component={Link} to={`/make?from=${asset.id}`} variant="default" className={classes.way}>
            Use as reference…
          </Button>
          {asset.isPixelArt && asset.layout === null && (
            <Button
              component={Link}
              to={`/make?from=${asset.id}&by=${animator}`}
              variant="default"
              className={classes.way}
            >
              Animate…
            </Button>
          )}
          {asset.source === 'run' && (
            <Button component={Link} to={`/make?like=${asset.id}`} variant="default" className={classes.way}>
              Remix…
            </Button>
          )}
        </div>
      )}
      {tools.data && <WhyNot tools={tools.data} />}
      {toolOrder.map((tool) => {
        const error = pressing.errorOf(tool);
        if (!error || (tool === 'edit' && isEditing)) return null;
        return (
          <ProblemAlert key={tool} error={error}>
            <span className={text.small}>This was about “{nameOf(tool)}”.</span>
          </ProblemAlert>
        );
      })}
      {tools.data && (
        <EditDialog
          asset={asset}
          editors={tools.data.editors}
          pressing={pressing}
          opened={isEditing}
          onClose={() => setEditing(false)}
        />
      )}
    </section>
  );
}

/** The model that moves a figure; Make says what it costs. */
const animator = 'rd-animation';

const toolOrder = ['again', 'vary', 'upscale', 'cut-out', 'edit', 'describe', 'pixel-art'] as const;
type ToolKey = (typeof toolOrder)[number];

/** How many come of it, and whether from the picture itself. */
type Offered = Pick<Extract<Tools['vary'], { applies: true }>, 'count' | 'takesPicture'>;

const labels = {
  again: ({ count }) => (count > 1 ? `Make ${count} again` : 'Make again'),
  vary: ({ count, takesPicture }) => {
    if (takesPicture) return count > 1 ? `Vary, ${count} images` : 'Vary';
    return count > 1 ? `Vary, ${count} by other seeds` : 'Vary by another seed';
  },
  upscale: () => 'Upscale',
  'cut-out': () => 'Cut out',
  edit: () => 'Edit by words…',
  describe: () => 'Describe',
  'pixel-art': () => 'Make pixel art',
} satisfies Record<ToolKey, (offered: Offered) => string>;

const nameOf = (tool: ToolKey) => labels[tool]({ count: 1, takesPicture: true }).replace('…', '');

/** What cannot be made of it, and why. */
function WhyNot({ tools }: { tools: Tools }) {
  /** What is said of several is said once. */
  const refused = new Map<string, ToolKey[]>();
  for (const tool of toolOrder) {
    const offer = tools[tool];
    if (offer.applies) continue;
    const words = `${offer.why} ${offer.next}`;
    refused.set(words, [...(refused.get(words) ?? []), tool]);
  }
  if (refused.size === 0) return null;
  return (
    <ul className={classes.refused}>
      {[...refused].map(([words, of]) => (
        <li key={words}>
          <strong>{of.map(nameOf).join(', ')}:</strong> {words}
        </li>
      ))}
    </ul>
  );
}
