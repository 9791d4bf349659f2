import { Page } from '../../shell/page.tsx';

/** The promises in short, until the full text is here. */
export default function PrivacyPage() {
  return (
    <Page title="Privacy" width="reading" description="The short of it. The full text follows here.">
      <div className="sheet prose">
        <p>
          UPixel keeps your e-mail address, a display name if you give one, your prompts, projects and images, what you
          used your credits for, and basic logs.
        </p>
        <p>Payments are made with Stripe, which has your card; we never see it.</p>
        <p>
          There are two cookies, both essential: one keeps you signed in, the other lets us know a browser again in
          which you signed in, so that nobody who guesses your password elsewhere can keep you out of it. Nothing
          follows you.
        </p>
        <p>We sell nothing of it to anybody, and nothing of it is used for training.</p>
        <p>
          You may see, correct or delete what we have of you, or object to what we do with it, and we do it within 30
          days.
        </p>
      </div>
    </Page>
  );
}
