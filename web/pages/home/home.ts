import type { Answered } from '#core/contract/contract.ts';

export type Home = Answered<'getHome'>;
