import { Failure } from '#core/failure.ts';
import { findWallet } from '#core/operators/find-wallet.ts';
import type { ApiHandler } from '../json/handler.ts';

export const adminFind: ApiHandler<'adminFind'> = async ({ deps }, { body }) => {
  const found = await findWallet(deps, body);
  if (!found) throw nobody();
  return found;
};

const nobody = () =>
  new Failure('not_found', {
    title: 'Not found',
    happened: 'There is nobody like that.',
    next: 'Look at it again: an address or an id is found only when all of it is right.',
  });
