/** A Namespace that admits only pods without privileges. */
export function namespace(name: string): string {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted', 'parley.test': 'true' };
  return JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}

export function secret(name: string, stringData: Readonly<Record<string, string>>): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, type: 'Opaque', stringData });
}

export function configMap(name: string, data: Readonly<Record<string, string>>): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
}
