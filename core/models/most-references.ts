/** Pictures that one request may begin with. The models that take several take more than people add to a command. */
export const mostReferences = 3;
