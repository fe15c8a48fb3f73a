import type { Pod } from './kinds.ts';
import { outcomeOf, outputOf, type Outcome, type ProgramOptions } from './program.ts';

interface List<T> {
  readonly items: readonly T[];
}

/** A Kubernetes cluster, by kubectl and helm. */
export class Cluster {
  private readonly env: Readonly<Record<string, string>>;

  /** @param kubeconfig path of the file that says where it is and who we are */
  constructor(kubeconfig: string) {
    this.env = { KUBECONFIG: kubeconfig };
  }

  /** What kubectl prints. @throws Error when it fails */
  kubectl(args: readonly string[], options: ProgramOptions = {}): Promise<string> {
    return outputOf('kubectl', args, { ...options, env: this.env });
  }

  /** What became of a call of kubectl that may fail. */
  tryKubectl(args: readonly string[], options: ProgramOptions = {}): Promise<Outcome> {
    return outcomeOf('kubectl', args, { ...options, env: this.env });
  }

  helm(args: readonly string[], options: ProgramOptions = {}): Promise<string> {
    return outputOf('helm', args, { timeoutMs: 900_000, ...options, env: this.env });
  }

  tryHelm(args: readonly string[], options: ProgramOptions = {}): Promise<Outcome> {
    return outcomeOf('helm', args, { timeoutMs: 900_000, ...options, env: this.env });
  }

  /** The body of a GET of the API server. */
  async raw<T>(path: string): Promise<T> {
    return JSON.parse(await this.kubectl(['get', '--raw', path])) as T;
  }

  async get<T>(namespace: string, kind: string, name: string): Promise<T> {
    return JSON.parse(await this.kubectl(['-n', namespace, 'get', kind, name, '-o', 'json'])) as T;
  }

  async list<T>(namespace: string, kind: string, selector = ''): Promise<readonly T[]> {
    const where = selector === '' ? [] : ['-l', selector];
    const text = await this.kubectl(['-n', namespace, 'get', kind, ...where, '-o', 'json']);
    return (JSON.parse(text) as List<T>).items;
  }

  /** Pods that are there and not on their way out. */
  async pods(namespace: string, selector = ''): Promise<readonly Pod[]> {
    const pods = await this.list<Pod>(namespace, 'pods', selector);
    return pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  }

  /** Makes or changes objects; `object` is YAML or JSON. */
  async apply(namespace: string, object: string): Promise<void> {
    await this.kubectl(['-n', namespace, 'apply', '-f', '-'], { input: object });
  }

  /** The environment under which programs find this cluster. */
  get environment(): Readonly<Record<string, string>> {
    return this.env;
  }
}
