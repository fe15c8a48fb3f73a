import { findRoute, Replicas, safePathname, type Route } from './router.ts';

const route = (prefix: string, ports: readonly number[] = [1]): Route => ({ prefix, service: prefix, ports });

describe('findRoute', () => {
  const routes = [route('/api/v1'), route('/api/v1/tasks'), route('/socket.io')];

  it('prefers the longest prefix', () => {
    expect(findRoute(routes, '/api/v1/tasks/7')?.prefix).toBe('/api/v1/tasks');
    expect(findRoute(routes, '/api/v1/lists')?.prefix).toBe('/api/v1');
  });

  it('ends a prefix at a segment', () => {
    expect(findRoute([route('/api/v1/tasks')], '/api/v1/tasks-export')).toBeUndefined();
    expect(findRoute([route('/api/v1/tasks')], '/api/v1/tasks')?.prefix).toBe('/api/v1/tasks');
  });

  it('takes a prefix that ends with a slash', () => {
    expect(findRoute([route('/socket.io/')], '/socket.io/')?.prefix).toBe('/socket.io/');
  });
});

describe('safePathname', () => {
  it('drops the query and keeps the path as it was sent', () => {
    expect(safePathname('/a/b%20c?x=/../')).toBe('/a/b%20c');
  });

  it.each([
    '/api/v1/tasks/../../metrics',
    '/api/v1/tasks/%2e%2e/metrics',
    '/api/v1/tasks/..%2fmetrics',
    '/api/v1/tasks/%252fmetrics',
    '/api\\metrics',
    '/api/%5c..',
    '//metrics',
    '/%zz',
    'http://elsewhere/metrics',
    '*',
  ])('refuses %s', (target) => {
    expect(safePathname(target)).toBeUndefined();
  });
});

describe('Replicas', () => {
  const tasks = route('/tasks', [1, 2, 3]);

  it('takes turns', () => {
    const replicas = new Replicas();
    expect([0, 1, 2, 3].map(() => replicas.inOrder(tasks, 0)[0])).toEqual([1, 2, 3, 1]);
  });

  it('tries a replica that refused last, until it has rested', () => {
    const replicas = new Replicas(500);
    replicas.rest(1, 1_000);
    expect(replicas.inOrder(tasks, 1_499)).toEqual([2, 3, 1]);
    replicas.inOrder(tasks, 1_499);
    replicas.inOrder(tasks, 1_499);
    expect(replicas.inOrder(tasks, 1_500)).toEqual([1, 2, 3]);
  });
});
