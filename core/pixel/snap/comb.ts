/** From cells of two and a half pixels; each 1 % more than the one before. */
const smallest = 2.5;
const ratio = 1.01;
/** A grid has at least so many cells on an axis. */
const fewest = 8;

/** The pitches that are tried on an axis of `length` pixels. */
export function pitchesFor(length: number): Float64Array {
  const count = Math.max(1, Math.floor(Math.log(Math.max(1, length / fewest / smallest)) / Math.log(ratio)) + 1);
  return Float64Array.from({ length: count }, (_, index) => smallest * ratio ** index);
}

/** Long enough to tell a pitch from the next, short enough that a pitch that drifts stays in step. */
const periods = 10;

/** Cosines of a whole turn in so many steps: each errs by less than an edge does that lies between two pixels. */
const turn = 4_096;
const cosines = Float32Array.from({ length: turn }, (_, step) => Math.cos((2 * Math.PI * step) / turn));

/**
 * How well edges lie on a comb of each pitch, wherever its teeth begin: 1 if all do, about 0 if by chance. It is the share of pairs of edges in a
 * window that are a whole number of pitches apart, beyond what chance gives; pairs of the same blurred edge, up to two pixels apart, are left out.
 */
export function coherence(edges: Float32Array, pitches: Float64Array): Float32Array {
  const { length } = edges;
  const pairs = pairsOf(edges);
  const { places, strengths, before } = present(edges);
  const result = new Float32Array(pitches.length);
  for (let index = 0; index < pitches.length; index += 1) {
    const pitch = pitches[index] as number;
    const windows = Math.max(1, Math.round(length / (periods * pitch)));
    const steps = turn / pitch;
    const one = Math.cos((2 * Math.PI) / pitch);
    const two = 2 * one * one - 1;
    let inStep = 0;
    let all = 0;
    let squares = 0;
    for (let window = 0; window < windows; window += 1) {
      const from = Math.floor((window * length) / windows);
      const to = Math.floor(((window + 1) * length) / windows);
      let real = 0;
      let imaginary = 0;
      for (let edge = before[from] as number, end = before[to] as number; edge < end; edge += 1) {
        const strength = strengths[edge] as number;
        const step = ((places[edge] as number) * steps) & (turn - 1);
        real += strength * (cosines[step] as number);
        imaginary += strength * (cosines[(step + turn / 4) & (turn - 1)] as number);
      }
      const sum = within(pairs.sums, from, to);
      const same = within(pairs.same, from, to);
      const next = within(pairs.one, from, to);
      const nextButOne = within(pairs.two, from, to);
      inStep += real * real + imaginary * imaginary - same - next * one - nextButOne * two;
      all += sum * sum - same - next - nextButOne;
      squares += sum * sum;
    }
    // With an edge or two in each window nothing can be said.
    result[index] = Math.min(1, inStep / Math.max(all, 0.3 * squares, 1e-9));
  }
  return result;
}

/** The places at which there is anything, which are few, how much, and how many of them are before each place. */
function present(edges: Float32Array) {
  const { length } = edges;
  const before = new Int32Array(length + 1);
  const places = new Int32Array(length);
  const strengths = new Float32Array(length);
  let count = 0;
  for (let at = 0; at < length; at += 1) {
    before[at] = count;
    const strength = edges[at] as number;
    if (strength <= 0) continue;
    places[count] = at;
    strengths[count] = strength;
    count += 1;
  }
  before[length] = count;
  return { places, strengths, before };
}

/** Sums up to each place: of edges, of their squares, and of twice an edge's product with the next and the next but one. */
function pairsOf(edges: Float32Array) {
  const { length } = edges;
  const make = () => new Float64Array(length + 1);
  const [sums, same, one, two] = [make(), make(), make(), make()];
  for (let at = 0; at < length; at += 1) {
    const edge = edges[at] as number;
    sums[at + 1] = (sums[at] as number) + edge;
    same[at + 1] = (same[at] as number) + edge * edge;
    one[at + 1] = (one[at] as number) + (at + 1 < length ? 2 * edge * (edges[at + 1] as number) : 0);
    two[at + 1] = (two[at] as number) + (at + 2 < length ? 2 * edge * (edges[at + 2] as number) : 0);
  }
  return { sums, same, one, two };
}

const within = (sums: Float64Array, from: number, to: number): number => (sums[to] as number) - (sums[from] as number);

export interface Peak {
  pitch: number;
  coherence: number;
}

/** Every pitch that divides the true one is as coherent, so of two alike the coarser one comes first: by the fourth root. */
const forCoarse = 0.25;
const around = 3;
const least = 0.02;

/** The pitches at which the coherence is higher than at those beside them, the likeliest first. */
export function peaksOf(coherences: Float32Array, pitches: Float64Array, most: number): Peak[] {
  const peaks: Peak[] = [];
  for (let index = 0; index < coherences.length; index += 1)
    if ((coherences[index] as number) > least && isHighest(coherences, index))
      peaks.push({ pitch: pitches[index] as number, coherence: coherences[index] as number });
  const rank = ({ pitch, coherence: value }: Peak) => value * pitch ** forCoarse;
  return peaks.sort((a, b) => rank(b) - rank(a)).slice(0, most);
}

/** The first of equal ones. */
function isHighest(values: Float32Array, index: number): boolean {
  const value = values[index] as number;
  for (let away = 1; away <= around; away += 1)
    if ((values[index - away] ?? 0) >= value || (values[index + away] ?? 0) > value) return false;
  return true;
}
