let isOwn = false;

/** The person ends the session on this very page, which is about to be left: nobody has to tell them. */
export const noteOwnEnd = (): void => {
  isOwn = true;
};
export const isOwnEnd = (): boolean => isOwn;
