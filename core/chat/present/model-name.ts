import { findModel } from '../../models/catalogue.ts';

/** Of the provider's id in a request. */
export const modelName = (id: string) => findModel(id)?.name ?? id;
