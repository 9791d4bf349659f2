import { z } from 'zod';

export const byId = z.object({ id: z.uuid() });
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable().describe('Send it as `cursor`; null at the end.') });

/** The headings of the description and of /developers, in their order. */
export const tags = {
  make: 'Making pictures',
  pictures: 'Pictures',
  links: 'Links',
  about: 'Models, credits, projects',
  webhooks: 'Webhooks',
} as const;
