import { useParams, useSearchParams } from 'react-router';
import { OfferPage } from './offer-page.tsx';

/** From our own pages: the signed-in account pays, for itself or, with `?team=`, for a team that it manages. */
export default function BuyPage() {
  const { item = '' } = useParams();
  const [query] = useSearchParams();
  return <OfferPage item={item} token={undefined} team={query.get('team') ?? undefined} />;
}
