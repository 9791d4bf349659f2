import { z } from 'zod';
import {
  CheckoutStatus,
  GenerationStatus,
  LedgerKind,
  LotOrigin,
  PredictionStatus,
} from '../../prisma/generated/enums.ts';
import { isPlatform, type Platform } from '../contract/platforms.ts';

/** PostgreSQL's name of a value's type, to which an argument is cast. */
const casts = z.registry<{ cast: string }>();

export const uuid = z.guid().register(casts, { cast: 'uuid' });
/** Several ids, as an array. */
export const uuids = z.array(z.guid()).register(casts, { cast: 'uuid[]' });
export const text = z.string().register(casts, { cast: 'text' });
export const int = z.int().register(casts, { cast: 'int' });
export const float = z.number().register(casts, { cast: 'float8' });
export const flag = z.boolean().register(casts, { cast: 'boolean' });
export const time = z.date().register(casts, { cast: 'timestamptz' });
/** A document that is already JSON text. */
export const jsonText = z.string().register(casts, { cast: 'jsonb' });
/** A float8, the type to which `extract(epoch FROM …) * 1000` is cast. */
export const milliseconds = z.number();
export const bytes = z.instanceof(Uint8Array).register(casts, { cast: 'bytea' });

/** The database's own enumerations. */
export const platform = z
  .custom<Platform>(
    (value) => typeof value === 'string' && isPlatform(value),
    'Invalid option: expected a chat of the table',
  )
  .register(casts, { cast: '"Platform"' });
export const lotOrigin = z.enum(LotOrigin).register(casts, { cast: '"LotOrigin"' });
export const ledgerKind = z.enum(LedgerKind);
export const generationStatus = z.enum(GenerationStatus);
export const predictionStatus = z.enum(PredictionStatus);
export const checkoutStatus = z.enum(CheckoutStatus).register(casts, { cast: '"CheckoutStatus"' });

/** The cast of an argument, which may be nullable. */
export function castOf(argument: z.ZodType): string {
  const cast = casts.get(argument)?.cast;
  if (cast !== undefined) return cast;
  if (argument instanceof z.ZodNullable) return castOf(argument.unwrap() as z.ZodType);
  throw new Error('An argument is of a type of core/database/columns.ts: its cast is known there');
}
