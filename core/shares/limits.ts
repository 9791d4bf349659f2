/** Links of one account that are open at the same time: more than anybody can keep in mind. */
export const mostShares = 500;
