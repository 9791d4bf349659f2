/**
 * Some tests prove more the longer they run. `npm run proof` (UPIXEL_PROOF) runs them whole; the check, which people wait for,
 * runs a shortened form of each.
 */
export const inProof = Boolean(process.env.UPIXEL_PROOF);
