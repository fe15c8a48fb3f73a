import { execFileSync } from 'node:child_process';
import type { Image } from './image.ts';

export const BUILDERS = ['docker', 'buildah'] as const;
export type BuilderName = (typeof BUILDERS)[number];

/** What goes into the labels of an image. */
export interface Labels {
  readonly version: string;
  /** Commit. */
  readonly revision: string;
  /** Address of the source. */
  readonly source: string;
}

/** A program that builds images from a Dockerfile. */
export interface Builder {
  readonly name: BuilderName;
  /** Exits with 0 when builds can work; the program alone is not enough for one that has a daemon. */
  readonly probe: readonly string[];
  /** Arguments of a build in the current folder. `created` is in seconds since 1970. */
  build(image: Image, labels: Labels, created: number, extra: readonly string[]): string[];
  /** Arguments that print the size of an image. */
  size(reference: string): string[];
  /** @returns megabytes, unpacked */
  readSize(output: string): number;
}

export const builders: Readonly<Record<BuilderName, Builder>> = {
  docker: {
    name: 'docker',
    probe: ['info'],
    build: (image, labels, created, extra) => [
      'build',
      ...common(image, labels),
      ...argument('SOURCE_DATE_EPOCH', String(created)),
      '--progress=plain',
      ...extra,
      '.',
    ],
    size: (reference) => ['image', 'inspect', '--format', '{{.Size}}', reference],
    readSize: (output) => Number(output) / 1e6,
  },
  buildah: {
    name: 'buildah',
    probe: ['version'],
    build: (image, labels, created, extra) => [
      'build',
      '--layers',
      '--identity-label=false',
      ...openFiles(),
      `--timestamp=${created}`,
      ...common(image, labels),
      ...extra,
      '.',
    ],
    size: (reference) => ['images', '--json', reference],
    readSize: (output) => {
      const [image] = JSON.parse(output) as readonly { readonly size: string }[];
      const [amount = 'NaN', unit = ''] = image?.size.split(' ') ?? [];
      return Number(amount) * (UNITS[unit] ?? NaN);
    },
  },
};

/** Megabytes. */
const UNITS: Readonly<Record<string, number>> = { KB: 1e-3, kB: 1e-3, MB: 1, GB: 1e3 };

function common(image: Image, labels: Labels): string[] {
  return [
    '--target',
    image.target,
    '--tag',
    image.reference,
    ...argument('SERVICE', image.service),
    ...argument('VERSION', labels.version),
    ...argument('REVISION', labels.revision),
    ...argument('SOURCE', labels.source),
  ];
}

/** npm opens more files at once than the 1024 that buildah allows; it cannot allow more than it may itself. */
function openFiles(): string[] {
  const limit = Number(execFileSync('/bin/sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }));
  return Number.isInteger(limit) ? [`--ulimit=nofile=${limit}:${limit}`] : [];
}

const argument = (name: string, value: string): string[] => ['--build-arg', `${name}=${value}`];
