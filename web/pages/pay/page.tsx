import { useParams } from 'react-router';
import { useAddressSecret } from '../../client/use-address-secret.ts';
import { OfferPage } from './offer-page.tsx';

/** The page behind a button in chat: the link says for which account, so nobody has to sign in to pay. */
export default function PayPage() {
  const { item = '' } = useParams();
  const { secret } = useAddressSecret('pay');
  return <OfferPage item={item} token={secret || undefined} team={undefined} />;
}
