import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Pack } from '#core/contract/billing.ts';
import { moneyText, pricePerCredit } from '#core/contract/money.ts';

const number = new Intl.NumberFormat('en');

export function Packs({ packs }: { packs: Pack[] }) {
  return (
    <section aria-labelledby="packs" className="billing-part">
      <h2 id="packs">Credits</h2>
      <ul className="offers">
        {packs.map(({ key, credits, price }) => (
          <li key={key} className="offer">
            <h3>{number.format(credits)} credits</h3>
            <p className="price">{moneyText(price)}</p>
            <p className="soft">{pricePerCredit(price, credits)} a credit</p>
            <Button component={Link} to={`/buy/${key}`} fullWidth aria-label={`Buy ${number.format(credits)} credits`}>
              Buy
            </Button>
          </li>
        ))}
      </ul>
      <p className="small">Bought once, good for ever.</p>
    </section>
  );
}
