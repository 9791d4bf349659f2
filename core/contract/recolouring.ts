/** Pictures of one recolouring of a project: more than most games have, and a minute of work. */
export const mostRecoloured = 200;
/** Colours that become others. In a project each picture may have a palette of its own. */
export const mostPairs = 1_024;
