/** One step of `npm test`. */
export interface Stage {
  readonly name: string;
  /** What it proves, printed while it runs. */
  readonly about: string;
  readonly command: readonly string[];
  /** `tests` reports counts of its own (Jest); `check` counts as one. */
  readonly counts: 'tests' | 'check';
  readonly env?: Readonly<Record<string, string>>;
  /** Needs nothing of the stages before it and leaves cores idle at times: it runs beside them, from the beginning. */
  readonly early?: boolean;
}

const nx = (target: string, ...more: string[]): string[] => [
  'nx',
  'run-many',
  '-t',
  target,
  '--output-style=stream',
  ...more,
];

/** From cheap to dear; a later stage may count on the ones before it. */
export const stages: readonly Stage[] = [
  {
    name: 'format',
    about: 'every file is formatted',
    command: ['prettier', '--check', '--cache', '.'],
    counts: 'check',
  },
  { name: 'build', about: 'every package compiles', command: nx('build'), counts: 'check' },
  {
    name: 'types',
    about: 'the tests compile',
    command: ['node', 'tools/check/src/test-types.ts'],
    counts: 'check',
  },
  { name: 'unused', about: 'no file, export or dependency is unused', command: ['knip'], counts: 'check' },
  {
    name: 'lint',
    about: 'lint and module boundaries hold',
    command: nx('lint'),
    counts: 'check',
  },
  {
    name: 'boundaries',
    about: 'a breach of the boundaries is found',
    command: ['node', 'tools/check/src/boundary-canary.ts'],
    counts: 'check',
  },
  {
    name: 'deployment',
    about: "docker-compose.dev.yml and the workflows are what Compose and GitHub's linter take",
    command: ['node', 'tools/deploy/bin/deploy.mjs', 'lint'],
    counts: 'check',
  },
  { name: 'unit', about: 'tests without I/O', command: nx('unit'), counts: 'tests' },
  {
    name: 'chart',
    about: 'the Helm chart: schema, suites, golden renders, kinds; with KUBECONFIG a dry run too',
    command: ['npm', 'run', 'chart'],
    counts: 'tests',
  },
  {
    name: 'integration',
    about: 'tests on real PostgreSQL',
    command: nx('integration'),
    counts: 'tests',
  },
  {
    name: 'runtime',
    about: 'Dapr and Kafka are built',
    command: ['node', 'tools/stack/bin/stack.mjs', 'prepare'],
    counts: 'check',
    early: true,
  },
  {
    name: 'contract',
    about: 'tests on real daprd, scheduler and Kafka',
    // One at a time: some compare times.
    command: nx('contract', '--parallel=1'),
    counts: 'tests',
  },
  {
    name: 'e2e',
    about: 'through the whole stack: flows over HTTP and sockets, and what a person does in Chromium',
    command: nx('e2e', '--parallel=1'),
    counts: 'tests',
  },
  {
    name: 'faults',
    about: 'what is promised holds while services die and hear everything again',
    command: ['npm', 'run', 'faults', '--', '--only', 'K1,M1', '--seed', '1'],
    counts: 'tests',
  },
  {
    name: 'k8s',
    about: 'the chart in a cluster, where one is given: installed, used, and a pod killed',
    command: ['npm', 'run', 'e2e:k8s', '--', '--if-given', '--short'],
    counts: 'tests',
  },
];
