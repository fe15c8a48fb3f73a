import type { Stack } from '@parley/stack';
import { SERVICES } from './measurements/memory.ts';

/** Every process that the product needs, by id: gateway, services, sidecars, and the infrastructure. */
export function productProcesses(stack: Stack): number[] {
  const replicas = SERVICES.flatMap((name) => [...stack.replicas(name)]);
  const processes = [
    stack.gateway,
    ...stack.infrastructure.processes,
    ...replicas.flatMap(({ app, daprd }) => [app, daprd.process]),
  ];
  return processes.flatMap(({ pid }) => pid ?? []);
}
