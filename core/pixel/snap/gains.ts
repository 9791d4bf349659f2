/**
 * What a cut gains at each place: 1 where an edge is as strong as those usually are that stand a pitch apart, 0 where there is no more than anywhere.
 * Edges are spread over `reach` pixels to both sides, in which blur and uneven cells may have put them.
 */
export function gainsOf(edges: Float32Array, pitch: number): Float32Array {
  const { length } = edges;
  const reach = Math.max(0, Math.min(3, Math.round(pitch * 0.08)));
  const values = edges.slice();
  values[0] = 0;
  for (let away = 1; away <= reach; away += 1) {
    const weight = 1 - away / (reach + 1);
    for (let at = 1; at < length; at += 1) {
      const beside = (edges[at - away] ?? 0) + (edges[at + away] ?? 0);
      values[at] = (values[at] as number) + beside * weight;
    }
  }
  let total = 0;
  for (let at = 1; at < length; at += 1) total += values[at] as number;
  const strong = strongOf(values, pitch);
  if (strong === 0) return values;
  const usual = Math.min(0.5 * strong, total / length);
  const each = 1 / (strong - usual);
  for (let at = 0; at < length; at += 1) {
    const gain = ((values[at] as number) - usual) * each;
    values[at] = gain > 1 ? 1 : gain > 0 ? gain : 0;
  }
  return values;
}

/** The strength of the weaker ones of the places at which there is an edge, if one in a pitch may be. */
function strongOf(values: Float32Array, pitch: number): number {
  const step = Math.max(1, Math.round(pitch));
  const peaks = new Float32Array(Math.ceil((values.length - 1) / step));
  for (let from = 1, peak = 0; from < values.length; from += step, peak += 1) {
    let most = 0;
    const end = Math.min(values.length, from + step);
    for (let at = from; at < end; at += 1) if ((values[at] as number) > most) most = values[at] as number;
    peaks[peak] = most;
  }
  peaks.sort();
  const limit = 0.1 * (peaks.at(-1) ?? 0);
  let weak = 0;
  while (weak < peaks.length && (peaks[weak] as number) <= limit) weak += 1;
  const clear = peaks.length - weak;
  // From the strongest down, as many as half of them.
  return peaks[peaks.length - 1 - Math.floor(clear * 0.5)] ?? 0;
}
