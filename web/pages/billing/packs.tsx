import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { moneyText, pricePerCredit } from '#core/contract/money.ts';
import type { Pack } from '#core/contract/pages/billing.ts';
import { Price } from '../../shell/price.tsx';
import text from '../../shell/text.module.css';
import offers from './offers.module.css';
import part from './part.module.css';

const number = new Intl.NumberFormat('en');

export function Packs({ packs }: { packs: Pack[] }) {
  return (
    <section aria-labelledby="packs" className={part.part} data-for-sale>
      <h2 id="packs">Credits</h2>
      <ul className={offers.offers}>
        {packs.map(({ key, credits, price }) => (
          <li key={key} className={offers.offer}>
            <h3>{number.format(credits)} credits</h3>
            <Price words={moneyText(price)} />
            <p className={text.soft}>{pricePerCredit(price, credits)} a credit</p>
            <Button
              component={Link}
              to={`/buy/${key}`}
              className={offers.way}
              fullWidth
              aria-label={`Buy ${number.format(credits)} credits`}
            >
              Buy
            </Button>
          </li>
        ))}
      </ul>
      <p className={text.small}>Bought once, good for ever.</p>
    </section>
  );
}
