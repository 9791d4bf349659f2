import type { Answered } from '#core/contract/pages/contract.ts';

export type Home = Answered<'getHome'>;
