import { clusters } from './clusters.ts';
import { clocks } from './clocks.ts';
import { crashPoints } from './crash-points.ts';
import { deadLetters } from './dead-letters.ts';
import { disks } from './disks.ts';
import { durability } from './durability.ts';
import type { Fault } from './fault.ts';
import { infrastructure } from './infrastructure.ts';
import { kills } from './kills.ts';
import { loads } from './loads.ts';
import { messages } from './messages.ts';
import { networks } from './networks.ts';

/** The fault matrix. */
export const faults: readonly Fault[] = [
  ...kills,
  ...crashPoints,
  ...deadLetters,
  ...infrastructure,
  ...messages,
  ...networks,
  ...disks,
  ...clusters,
  ...clocks,
  ...loads,
  ...durability,
].sort((a, b) => a.id.localeCompare(b.id));
