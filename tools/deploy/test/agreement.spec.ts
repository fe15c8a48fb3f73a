import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deadLetterTopic, topics as eventTopics } from '@parley/contracts';
import { DEFAULT_BASE, PortPlan, readServices, REPOSITORY, secretNames } from '@parley/stack';
import { parse, parseAllDocuments } from 'yaml';

interface Container {
  readonly image?: string;
  readonly build?: { readonly target?: string; readonly args?: Readonly<Record<string, string>> };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly network_mode?: string;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: object;
}

interface Compose {
  readonly services: Readonly<Record<string, Container>>;
  readonly configs: Readonly<Record<string, { readonly file: string }>>;
}

interface RunFile {
  readonly common: Readonly<Record<string, unknown>> & { readonly resourcesPaths: readonly string[] };
  readonly apps: readonly {
    readonly appID: string;
    readonly appDirPath: string;
    readonly appPort: number;
    readonly daprHTTPPort: number;
    readonly env: Readonly<Record<string, string>>;
  }[];
}

interface ChartService {
  readonly kind?: string;
  readonly database?: string;
  readonly routes?: readonly string[];
  readonly secrets?: readonly string[];
}

interface Values {
  readonly services: Readonly<Record<string, ChartService>>;
  readonly keda?: { readonly partitions?: number };
  readonly devServices?: Readonly<Record<string, { readonly image?: string }>>;
}

interface Deployment {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly template: {
      readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
      readonly spec: {
        readonly containers: readonly {
          readonly env?: readonly { readonly name: string; readonly value?: string }[];
        }[];
      };
    };
  };
}

const read = (file: string) => readFileSync(path.join(REPOSITORY, file), 'utf8');
const services = readServices(path.join(REPOSITORY, 'services'));
const node = services.filter(({ kind }) => kind === 'node');
const { services: containers, configs } = parse(read('docker-compose.dev.yml')) as Compose;
const container = (name: string): Container => containers[name] ?? {};
const flag = (name: string, wanted: string) =>
  container(name)
    .command?.filter((item) => item.startsWith(`--${wanted}=`))
    .map((item) => item.slice(wanted.length + 3));

describe('docker-compose.dev.yml', () => {
  it.each(node)('runs $name with its sidecar in one network', ({ name, appId }) => {
    const { build, environment = {}, network_mode: network } = container(name);
    expect(build).toMatchObject({ target: 'service', args: { SERVICE: name } });
    expect(network).toBe(`service:${name}-net`);
    expect(container(`${name}-dapr`).network_mode).toBe(network);
    expect(flag(`${name}-dapr`, 'app-id')).toEqual([appId]);
    expect(flag(`${name}-dapr`, 'app-port')).toEqual([environment['DAPR_APP_PORT']]);
    expect(flag(`${name}-dapr`, 'dapr-http-port')).toEqual([environment['DAPR_HTTP_PORT']]);
  });

  it.each(node)('lets no one but other sidecars reach the sidecar of $name', ({ name }) => {
    const sidecar = `${name}-dapr`;
    for (const local of ['dapr-listen-addresses', 'metrics-listen-address', 'app-channel-address'])
      expect(flag(sidecar, local)).toEqual(['127.0.0.1']);
    expect(flag(sidecar, 'dapr-internal-grpc-listen-address')).toEqual(['0.0.0.0']);
  });

  it('publishes the gateway alone, on the loopback address and the port of the local stack', () => {
    const published = Object.entries(containers).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => `${name} ${port}`),
    );
    const ui = services.find(({ kind }) => kind === 'static')?.name ?? '';
    expect(published).toEqual([`${ui} 127.0.0.1:\${PARLEY_PORT:-${DEFAULT_BASE}}:8080`]);
  });

  it('makes the topics of the event definitions, with as many partitions as the local stack', () => {
    const { TOPICS = '', PARTITIONS } = container('topics').environment ?? {};
    const wanted = eventTopics.flatMap((topic) => [topic, deadLetterTopic(topic)]);
    expect(TOPICS.split(' ').sort()).toEqual([...wanted].sort());
    expect(read('tools/kafka/server.properties')).toContain(`\nnum.partitions=${PARTITIONS ?? ''}\n`);
  });

  it('makes the databases and secrets of the services', () => {
    const { DATABASES, SECRETS = '', APPS } = container('setup').environment ?? {};
    const owned = node.filter(({ database }) => database !== undefined);
    expect(DATABASES).toBe(owned.map(({ appId, database }) => `${appId}=${database ?? ''}`).join(' '));
    expect(container('databases').environment?.['DATABASES']).toBe(DATABASES);
    expect(APPS).toBe(node.map(({ appId }) => appId).join(' '));
    const named = node.flatMap(secretNames).filter((name) => !name.endsWith('-database'));
    expect(SECRETS.split(' ')).toEqual(named);
  });

  it('has a tag in every image and asks each container that stays whether it is well', () => {
    for (const [name, { image = '' }] of Object.entries(containers))
      expect(`${name} ${image}`).toMatch(/ [\w./-]+:(?!latest$)[\w.-]+$/);
    const staying = Object.entries(containers).filter(
      ([name]) => !/-net$|-migrations$|^(?:setup|databases|topics)$/.test(name),
    );
    expect(staying.filter(([, { healthcheck }]) => healthcheck === undefined)).toEqual([]);
  });

  it('holds no password, key or token', () => {
    const values = Object.values(containers).flatMap(({ environment = {} }) => Object.entries(environment));
    const telling = values.filter(([name]) => /PASSWORD|TOKEN|SECRET|KEY/.test(name));
    for (const [name, value] of telling) expect(`${name}=${value}`).toMatch(/=\/|^SECRETS=/);
  });

  it('mounts files that are there', () => {
    for (const { file } of Object.values(configs)) expect(existsSync(path.join(REPOSITORY, file))).toBe(true);
  });
});

describe('dapr.yaml', () => {
  const { common, apps } = parse(read('dapr.yaml')) as RunFile;

  it('runs every service on the ports it has in the local stack', () => {
    const plan = new PortPlan(DEFAULT_BASE);
    const expected = node.map(({ appId, name }) => {
      const { http, app, daprHttp } = plan.replica();
      return { appId, folder: `./services/${name}`, http: String(http), app, daprHttp };
    });
    const found = apps.map(({ appID, appDirPath, env, appPort, daprHTTPPort }) => ({
      appId: appID,
      folder: appDirPath,
      http: env['PORT'],
      app: appPort,
      daprHttp: daprHTTPPort,
    }));
    expect(found).toEqual(expected);
  });

  it('uses the components that the containers use', () => {
    const folders = common.resourcesPaths.map((folder) => path.basename(folder));
    const mounted = node.map(({ name }) => flag(`${name}-dapr`, 'resources-path') ?? []);
    for (const list of mounted) expect(list.map((folder) => path.basename(folder))).toEqual(folders);
  });

  // The fields that the CLI reads; it passes over any other without a word.
  it('has no field that the Dapr CLI does not know', () => {
    const shared = [
      'apiListenAddresses appHealthCheckPath appHealthProbeInterval appHealthProbeTimeout appHealthThreshold',
      'appLogDestination appProtocol configFilePath daprdLogDestination enableAppHealthCheck env logLevel',
      'resourcesPaths runtimePath schedulerHostAddress',
    ];
    const own = 'appID appDirPath appPort command daprGRPCPort daprHTTPPort daprInternalGRPCPort metricsPort';
    const sharedFields = shared.flatMap((line) => line.split(' '));
    expect(Object.keys(common).filter((field) => !sharedFields.includes(field))).toEqual([]);
    for (const app of apps)
      expect(
        Object.keys(app).filter((field) => ![...sharedFields, ...own.split(' ')].includes(field)),
      ).toEqual([]);
  });
});

const VALUES = 'charts/parley/values.yaml';

describe(VALUES, () => {
  const values = parse(read(VALUES)) as Values;

  it('has the services with their databases, routes and secrets', () => {
    const found = Object.entries(values.services).map(([name, service]) => ({
      name,
      kind: service.kind ?? 'node',
      database: service.database === '' ? undefined : service.database,
      routes: service.routes ?? [],
      secrets: service.secrets ?? [],
    }));
    const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);
    const expected = services.map(({ name, kind, database, routes, secrets }) => ({
      name,
      kind,
      database,
      routes,
      secrets,
    }));
    expect(found.sort(byName)).toEqual(expected.sort(byName));
  });

  it('has the servers of docker-compose.dev.yml where it brings its own', () => {
    const { postgresql, kafka } = values.devServices ?? {};
    expect(postgresql?.image).toBe(container('postgres').image);
    expect(kafka?.image).toBe(container('redpanda').image);
    expect(String(values.keda?.partitions)).toBe(container('topics').environment?.['PARTITIONS']);
  });

  it.each(node)(
    'gives $name the ports and health checks that it has in docker-compose.dev.yml',
    ({ name }) => {
      const objects = parseAllDocuments(read('charts/parley/golden/minikube.yaml')).map(
        (document) => document.toJS() as Deployment | null,
      );
      const pod = objects.find((one) => one?.kind === 'Deployment' && one.metadata.name === name)?.spec
        .template;
      const environment = container(name).environment ?? {};
      const ports = ['PORT', 'DAPR_APP_PORT', 'DAPR_HTTP_PORT'];
      const given = pod?.spec.containers
        .flatMap(({ env = [] }) => env)
        .filter((one) => ports.includes(one.name));
      expect(Object.fromEntries(given?.map((one) => [one.name, one.value]) ?? [])).toEqual(
        Object.fromEntries(ports.map((port) => [port, environment[port]])),
      );
      const health =
        'app-health-check-path app-health-probe-interval app-health-probe-timeout app-health-threshold';
      for (const same of ['app-id', 'app-port', 'metrics-port', ...health.split(' ')])
        expect([pod?.metadata.annotations[`dapr.io/${same}`]]).toEqual(flag(`${name}-dapr`, same));
    },
  );
});
