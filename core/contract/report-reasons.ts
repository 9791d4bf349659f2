/** What can be wrong with a picture, as whoever reports it would say it. */
export const reasonLabels = {
  minors: 'Somebody under 18 in a sexual or harmful way',
  sexual: 'Nudity or sexual',
  violence: 'Violence or gore',
  hate: 'Hate or harassment',
  likeness: 'It shows me or somebody without consent',
  copyright: 'It copies my work, or a brand',
  other: 'Something else',
} as const;

export type ReportReason = keyof typeof reasonLabels;
export const reportReasons = Object.keys(reasonLabels) as [ReportReason, ...ReportReason[]];
