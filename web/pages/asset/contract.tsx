import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { layoutInWords } from '#core/assets/layout/layout-words.ts';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { pixelFacts } from '#core/pixel/contract.ts';
import { askedInWords, factsInWords } from '#core/pixel/contract-words.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Swatches } from '../../palettes/swatches.tsx';
import { askedOf } from '../../pixels/asked.ts';
import { useFound } from '../../pixels/use-found.ts';
import { creditsText } from '../../shell/credits.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { CheckAgain } from './check-again.tsx';
import classes from './contract.module.css';
import part from './part.module.css';

interface ContractProps {
  asset: Asset;
  /** It was given back, and is there no more. */
  onGone: () => void;
}

/** What a picture of pixel art is, beside what it was to be, which can be checked again here; and what to do with one that is something else. */
export function Contract({ asset, onGone }: ContractProps) {
  const { contract, isPixelArt } = asset;
  const found = useFound(asset, isPixelArt && contract === null);
  if (!contract && !isPixelArt) return null;
  return (
    <section className={part.part} aria-labelledby="contract">
      <h2 id="contract">The pixels</h2>
      {contract ? (
        <Kept contract={contract} layout={asset.layout} />
      ) : (
        <p className={classes.facts}>
          {found.data ? held(asset.layout, factsInWords(pixelFacts(found.data.pixels))) : 'Counting…'}
        </p>
      )}
      {contract?.isOffered && <Offer asset={asset} onGone={onGone} />}
      <CheckAgain asset={asset} />
    </section>
  );
}

/** A sheet is known by what is in it. */
const held = (layout: Asset['layout'], facts: string) => (layout ? `${layoutInWords(layout)} · ${facts}` : facts);

/** As it was found when it was stored. */
function Kept({ contract, layout }: { contract: NonNullable<Asset['contract']>; layout: Asset['layout'] }) {
  const { facts, breaches, changes, findings, isSecondTry } = contract;
  const asked = askedOf(contract);
  return (
    <>
      <dl className={classes.sides}>
        <dt>Asked</dt>
        <dd>{askedInWords(asked)}</dd>
        {asked.palette && (
          <>
            <dt>Palette</dt>
            <dd>
              <Swatches palette={{ colours: asked.palette }} />
            </dd>
          </>
        )}
        <dt>Is</dt>
        <dd className={classes.facts}>{held(layout, facts)}</dd>
      </dl>
      {[...breaches, ...changes, ...findings, ...(isSecondTry ? ['It is from a second try, at our cost.'] : [])].map(
        (sentence) => (
          <p key={sentence} className={text.small}>
            {sentence}
          </p>
        ),
      )}
    </>
  );
}

function Offer({ asset: { id, price }, onGone }: ContractProps) {
  const client = useQueryClient();
  const deciding = useMutation({
    mutationFn: (keeps: boolean) => call('decideOffer', { params: { id }, body: { keeps } }),
    onSuccess: async (_, keeps) => {
      if (!keeps) onGone();
      await Promise.all(
        [keys.assets, keys.making, keys.home].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
    },
  });
  return (
    <>
      <p className={text.small}>
        The model did not keep to what was asked, and not at a second try at our cost, either. Keep it, or give it back
        within seven days for {creditsText(price)}.
      </p>
      <div className={classes.choices}>
        <Button size="xs" loading={deciding.isPending} onClick={() => deciding.mutate(true)}>
          Keep it · {creditsText(price)}
        </Button>
        <Button size="xs" variant="default" loading={deciding.isPending} onClick={() => deciding.mutate(false)}>
          Give it back · {creditsText(price)} return
        </Button>
      </div>
      {deciding.error && <ProblemAlert error={deciding.error} />}
    </>
  );
}
