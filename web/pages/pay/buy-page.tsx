import { useParams } from 'react-router';
import { OfferPage } from './offer-page.tsx';

/** From our own pages: the signed-in account pays. */
export default function BuyPage() {
  const { item = '' } = useParams();
  return <OfferPage item={item} token={undefined} />;
}
