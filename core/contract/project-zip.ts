/** A project with more images is downloaded as several files: each some hundred megabytes. */
export const zippedAtOnce = 500;
/** More than any project has. */
export const mostParts = 1_000;

/** How many files a project is downloaded as. */
export const zipParts = (assetCount: number): number => Math.ceil(assetCount / zippedAtOnce);
