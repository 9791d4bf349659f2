const costNothing = ' Nothing was made and nothing was taken.';

/** A refusal that is said before anybody asked for anything: its reason alone, without what became of the request. */
export const beforehand = (happened: string): string => happened.replace(costNothing, '');
