import { asked, dashboards, renderedRules, type Asked } from '@parley/chart';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withOwnStack } from '../support/own-stack.ts';
import { Person } from '../support/person.ts';
import { scrape, type Series } from '../support/scrape.ts';
import { target } from '../support/target.ts';
import { waitUntil } from '../support/waiting.ts';

const PAGE = fileURLToPath(new URL('../../docs/operate/observability.md', import.meta.url));

/**
 * Labels that Prometheus adds where it scrapes, in place of a metric's own: the operator's, and `service` by the
 * chart's ServiceMonitors.
 */
const OF_TARGETS = ['namespace', 'pod', 'service'];

/** What comes from kube-state-metrics, and its labels (docs/metrics of its 2.17). */
const OF_KUBERNETES: Readonly<Record<string, readonly string[]>> = {
  kube_cronjob_created: ['cronjob'],
  kube_cronjob_status_last_successful_time: ['cronjob'],
  kube_deployment_status_replicas_available: ['deployment'],
  kube_pod_container_status_restarts_total: ['container', 'uid'],
};

/** Values that only show when something fails. */
const OF_FAILURES = ['outcome', 'status'];

const rules = renderedRules().flatMap(({ rules }) => rules);
const questions = [
  ...rules.map(({ alert, record, expr }) => ({ by: alert ?? record ?? '', expr, shown: [] })),
  ...dashboards().flatMap(({ name, queries }) =>
    queries.map(({ panel, ...query }) => ({ by: `${name}: ${panel}`, ...query })),
  ),
];

/** Other brokers deliver no batches, so their sidecars count none. */
const onKafka = target().stack?.infrastructure.broker === 'kafka' ? withOwnStack : describe.skip;

onKafka('the metrics', () => {
  let exported: Map<string, Series[]>;
  let declared: readonly string[];

  beforeAll(async () => {
    const ann = await Person.signUp();
    const socket = await ann.openSocket();
    await socket.send('message.send', {
      conversationId: ann.conversationId,
      clientMessageId: crypto.randomUUID(),
      text: 'remind me in 2 seconds to look at the metrics',
    });
    await socket.heard('the reminder', ({ message }) => message?.blocks[0]?.type === 'reminder', 20_000);
    ann.leave();
    // The sidecar counts a delivery after the service has answered it.
    await waitUntil('all that traffic', async () => {
      const scraped = await scrape();
      declared = scraped.declared;
      exported = Map.groupBy(scraped.series, ({ metric }) => metric);
      return exported.has('dapr_component_pubsub_ingress_bulk_event_count');
    });
  });

  const recorded = new Map(rules.map(({ record, expr }) => [record, expr]));

  /** What is wrong with a question; nothing when it has an answer. */
  function problemOf({ metric, labels, values }: Asked): string | undefined {
    const ratio = recorded.get(metric);
    if (ratio !== undefined) return void asked(ratio, labels);
    const series = exported.get(metric);
    const known = OF_KUBERNETES[metric] ?? series?.flatMap((one) => Object.keys(one.labels));
    if (known === undefined) return `nobody exports ${metric}`;
    const missing = labels.filter((label) => ![...known, ...OF_TARGETS].includes(label));
    if (missing.length > 0) return `${metric} has no label ${missing.join(', ')}`;
    const unseen = values.filter(
      ({ label, value }) =>
        ![...OF_TARGETS, ...OF_FAILURES].includes(label) &&
        series?.some((one) => one.labels[label] === value) === false,
    );
    return unseen.length > 0 ? `${metric} never has ${JSON.stringify(unseen)}` : undefined;
  }

  it('that alerts and dashboards ask for are exported, with the labels they ask for', () => {
    expect(questions.length).toBeGreaterThan(50);
    const problems = questions.flatMap(({ by, expr, shown }) =>
      asked(expr, shown)
        .map(problemOf)
        .filter((problem) => problem !== undefined)
        .map((problem) => `${by}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });

  it('of Parley itself are in the table of docs/operate/observability.md, all of them and no other', () => {
    const own = declared.filter((name) => /^(parley|http_server)_/.test(name));
    const documented = [...readFileSync(PAGE, 'utf8').matchAll(/^\| `((?:parley|http_server)_\w+)`/gm)].map(
      ([, name]) => name,
    );
    expect(documented.toSorted()).toEqual([...new Set(own)].sort());
  });
});
