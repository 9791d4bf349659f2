export const withSession = [{ session: [] }];
export const problemAnswer = { $ref: '#/components/responses/Problem' };
