import type { Pictures } from './answers.ts';
import type { ByName } from './contenders.ts';
import type { Gallery } from './gallery.ts';
import type { Growth } from './growth/measure.ts';
import type { PageVisit } from './pages.ts';
import type { Parsing } from './parsing.ts';
import type { Memory, Recovery, Traffic } from './parts.ts';
import type { PixelRow } from './pixel/row.ts';
import type { Profile } from './profile/measure.ts';
import type { Speed, Workers } from './speed.ts';
import type { Timelines } from './timeline/measure.ts';
import type { Wallets } from './wallets.ts';
import type { Backend } from './world.ts';

/** What was measured of one build with one queue. */
export interface Found {
  speed?: Speed | undefined;
  /** With vendors that are far away. */
  far?: Speed | undefined;
  /** With pictures in S3, and with people in Slack. */
  s3?: Speed | undefined;
  slack?: Speed | undefined;
  workers?: Workers | undefined;
  memory?: Memory[];
  /** The bots' resident memory with 2,500 servers. */
  manyServersMb?: number;
  recovery?: Recovery;
  traffic?: Traffic;
}

export type FoundByBackend = Partial<Record<Backend, Found>>;

export interface Findings {
  versions: string;
  /** Load average of the last minute when the run began. */
  loadBefore: number;
  quick: boolean;
  pictures: Pictures;
  tookMs?: number;
  /** The bare bot's. */
  floor: Found;
  of: FoundByBackend;
  /** The other build's, and what it is called. */
  against?: { name: string; of: FoundByBackend };
  wallets?: Wallets;
  parsing?: Parsing;
  gallery?: Gallery;
  growth?: Growth;
  /** First visits on a slow phone, and the other build's. */
  pages?: { ours: PageVisit[]; theirs?: PageVisit[] | undefined };
  /** By kind of picture. */
  profiles?: Profile[];
  timelines?: ByName<Timelines>;
  pixel?: PixelRow[];
}
