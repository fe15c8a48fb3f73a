import { parseArgs } from 'node:util';

export interface ClusterOptions {
  /** Of the release; broker, database and the tests' own pods are in one beside it. */
  readonly namespace: string;
  readonly partsNamespace: string;
  readonly registry: string;
  readonly tag: string;
  /** The same images under another tag, for the upgrade; a changed value when absent. */
  readonly nextTag: string | undefined;
  /** Command that builds Parley's images. */
  readonly images: string | undefined;
  /** Command that brings an image into the cluster. */
  readonly load: string | undefined;
  /** Command that builds an image from a folder. */
  readonly build: string;
  readonly kafkaImage: string | undefined;
  readonly postgresImage: string | undefined;
  readonly daprChart: string;
  readonly daprRepository: string | undefined;
  readonly daprVersion: string;
  readonly chart: string | undefined;
  /** Files with further values of the chart. */
  readonly values: readonly string[];
  readonly set: readonly string[];
  readonly short: boolean;
  readonly only: ReadonlySet<string> | undefined;
  readonly ifGiven: boolean;
  readonly seed: number;
  readonly keep: boolean;
}

export const USAGE = `KUBECONFIG=… npm run e2e:k8s -- [--short] [--only flows,kills] [--tag T] [--load "minikube image load {image}"]

  --namespace       of the release (parley-test); what it needs is in <namespace>-parts; both are removed at the end
  --registry --tag  of Parley's images: what precedes parley/chat-api, and what follows (nothing, 0.1.0)
  --next-tag        the same images again, for the upgrade; without it a value changes
  --images          command that builds them first, e.g. "npm run images -- --tag {tag}"; they are there when absent
  --load            command that brings {image} into the cluster; none when its nodes can pull
  --build           command that builds {image} from the folder {context} (docker build -t {image} {context})
  --kafka-image --postgres-image
                    used instead of building those of the local stack
  --dapr-chart --dapr-repository --dapr-version
                    what to install when Dapr is not there; a folder needs no
                    repository (dapr, none, 1.18.3)
  --chart           folder or archive (charts/parley)
  --values --set    for the chart, on top; may be repeated
  --short           install, flows, one kill and "helm test"
  --only            these steps, and what they need
  --if-given        where there is no cluster: say so and end well. PARLEY_K8S_UP names a command that prints the path of
                    a KUBECONFIG, PARLEY_K8S_IMAGES, PARLEY_K8S_LOAD and PARLEY_K8S_BUILD the commands of these options
  --seed            of what the clients do (1)
  --keep            leave everything there`;

/** @throws Error for an unknown option */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv = process.env): ClusterOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      namespace: { type: 'string', default: 'parley-test' },
      registry: { type: 'string', default: '' },
      tag: { type: 'string', default: '0.1.0' },
      'next-tag': { type: 'string' },
      images: { type: 'string' },
      load: { type: 'string' },
      build: { type: 'string' },
      'kafka-image': { type: 'string' },
      'postgres-image': { type: 'string' },
      'dapr-chart': { type: 'string', default: 'dapr' },
      'dapr-repository': { type: 'string' },
      'dapr-version': { type: 'string', default: '1.18.3' },
      chart: { type: 'string' },
      values: { type: 'string', multiple: true, default: [] },
      set: { type: 'string', multiple: true, default: [] },
      short: { type: 'boolean', default: false },
      only: { type: 'string' },
      'if-given': { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      keep: { type: 'boolean', default: false },
    },
  });
  return {
    ...values,
    partsNamespace: `${values.namespace}-parts`,
    nextTag: values['next-tag'],
    images: values.images ?? env['PARLEY_K8S_IMAGES'],
    load: values.load ?? env['PARLEY_K8S_LOAD'],
    build: values.build ?? env['PARLEY_K8S_BUILD'] ?? 'docker build -t {image} {context}',
    kafkaImage: values['kafka-image'],
    postgresImage: values['postgres-image'],
    daprChart: values['dapr-chart'],
    daprRepository: values['dapr-repository'],
    daprVersion: values['dapr-version'],
    chart: values.chart,
    ifGiven: values['if-given'],
    seed: Number(values.seed),
    only: values.only === undefined ? undefined : new Set(values.only.split(',')),
  };
}
