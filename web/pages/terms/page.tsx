import { Page } from '../../shell/page.tsx';

/** The promises in short, until the full text is here. */
export default function TermsPage() {
  return (
    <Page title="Terms" width="reading" description="The short of it. The full text follows here.">
      <div className="sheet prose">
        <p>You see what an image costs before it costs anything.</p>
        <p>
          Credits are taken only for images that were made and stored; for the rest they go back at once, and every
          change of your balance is explained under Credits.
        </p>
        <p>Your images stay yours, and stay there until you delete them.</p>
        <p>Payments are made with Stripe, and credits that you bought do not expire.</p>
        <p>Do not use UPixel to make what is illegal or harms others; whoever does loses the account.</p>
      </div>
    </Page>
  );
}
