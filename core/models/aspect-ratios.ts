/** Our sizes, for models whose input is `aspect_ratio` and that know all of these. */
export const aspectRatios = {
  square: { aspect_ratio: '1:1' },
  portrait: { aspect_ratio: '3:4' },
  landscape: { aspect_ratio: '4:3' },
  tall: { aspect_ratio: '9:16' },
  wide: { aspect_ratio: '16:9' },
} as const;
