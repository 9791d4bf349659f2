import { isDuplicate } from '../database/is-duplicate.ts';
import { nameTaken } from './refusals.ts';

/** Turns an error of the index that keeps names unique into words. @throws Failure name_taken */
export async function unlessTaken<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (isDuplicate(error)) throw nameTaken(name);
    throw error;
  }
}
