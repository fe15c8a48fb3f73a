import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readServices, REPOSITORY } from '@parley/stack';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly 'runs-on'?: string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: unknown;
  readonly secrets?: unknown;
  readonly uses?: string;
  readonly steps?: readonly Step[];
  readonly strategy?: { readonly matrix?: Readonly<Record<string, readonly string[]>> };
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.join(REPOSITORY, '.github', 'workflows');
const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(path.join(folder, name), 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});
const jobs = workflows.flatMap(({ name, workflow }) =>
  Object.entries(workflow.jobs).map(([id, job]) => ({ id: `${name}: ${id}`, job })),
);
const steps = jobs.flatMap(({ id, job }) => (job.steps ?? []).map((step) => ({ id, step })));

describe.each(workflows)('$name', ({ text, workflow }) => {
  it('pins every action by its commit, with the version beside it', () => {
    const uses = text.split('\n').filter((line) => /^\s*(?:- )?uses:/.test(line));
    const foreign = uses.filter((line) => !line.includes('uses: ./'));
    expect(foreign.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it('starts with no permission', () => {
    expect(workflow.permissions).toEqual({});
  });

  it('says what becomes of a run that another overtakes', () => {
    expect(workflow.concurrency).toHaveProperty('cancel-in-progress');
  });

  it('runs nothing of a stranger with permissions of this repository', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(Object.keys(workflow.on)).not.toContain('workflow_run');
  });
});

it.each(jobs)('$id names its permissions and hands no secret on', ({ job }) => {
  expect(
    Object.values(job.permissions ?? { none: 'named' }).filter(
      (one) => !/^(?:read|write)$/.test(String(one)),
    ),
  ).toEqual([]);
  expect(job.secrets).toBe(undefined);
});

it.each(jobs.filter(({ job }) => job.uses === undefined))('$id has an end, on a fixed runner', ({ job }) => {
  expect(job['timeout-minutes']).toBeLessThanOrEqual(120);
  expect(job['runs-on']).toMatch(/^ubuntu-\d\d\.04$/);
});

it('leaves no token in a checkout', () => {
  const checkouts = steps.filter(({ step }) => step.uses?.startsWith('actions/checkout@'));
  expect(checkouts.length).toBeGreaterThan(0);
  expect(checkouts.filter(({ step }) => step.with?.['persist-credentials'] !== false)).toEqual([]);
});

it('puts nothing into a script that could be a script', () => {
  const scripts = steps.filter(({ step }) => step.run?.includes('${{'));
  expect(scripts.map(({ id, step }) => `${id}: ${step.run ?? ''}`)).toEqual([]);
});

it('takes nothing out of a cache into what it publishes', () => {
  const publishing = new Set(
    jobs.filter(({ job }) => JSON.stringify(job.permissions ?? {}).includes('"write"')).map(({ id }) => id),
  );
  const cached = steps.filter(
    ({ id, step }) =>
      publishing.has(id) &&
      (step.uses?.startsWith('actions/cache@') === true ||
        /cache-from|"cache"/.test(JSON.stringify(step.with ?? {}))),
  );
  expect(cached).toEqual([]);
});

it('builds an image of every service', () => {
  const matrices = jobs
    .map(({ job }) => job.strategy?.matrix?.['service'])
    .filter((list) => list !== undefined);
  const names = readServices(path.join(REPOSITORY, 'services')).map(({ name }) => name);
  expect(matrices).toEqual([names]);
});
