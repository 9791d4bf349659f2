import type { ApiHandlers } from '../json/router.ts';
import { getHome } from './get-home.ts';

export const homeHandlers = { getHome } satisfies Partial<ApiHandlers>;
