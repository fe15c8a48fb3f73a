import { newId } from '@parley/kernel';
import { DaprWorld, isInstalled, stateStores, waitFor } from '@parley/testing';
import { SidecarClient, StateStore } from '../src/index.js';

const PARTS = { postgresql: 'postgres', redis: 'redis' } as const;

describe.each(stateStores.filter(isInstalled))('%s', (state) => {
  let world: DaprWorld;
  let client: SidecarClient;
  let store: StateStore;

  beforeAll(async () => {
    world = await DaprWorld.start([PARTS[state]], { state });
    const { address } = await world.sidecar('chat-api', { appHealthCheck: false });
    client = new SidecarClient(address);
    store = new StateStore(client);
  });

  afterAll(async () => {
    await world.stop();
    await client.onApplicationShutdown();
  });

  it('gives back what was written, and nothing for a key that is not there', async () => {
    const key = newId();
    expect(await store.get(key)).toBeUndefined();
    expect(await store.put(key, { count: 1 })).toBe(true);
    expect((await store.get(key))?.value).toEqual({ count: 1 });
    await store.delete(key);
    expect(await store.get(key)).toBeUndefined();
  });

  it('lets the first of two writers win who saw the same value', async () => {
    const key = newId();
    await store.put(key, 1);
    const seen = await store.get<number>(key);
    const etag = seen?.etag ?? '';
    expect(await store.put(key, 2, { etag })).toBe(true);
    expect(await store.put(key, 3, { etag })).toBe(false);
    expect((await store.get(key))?.value).toBe(2);
  });

  it('lets the first of two writers win who saw nothing', async () => {
    const key = newId();
    expect(await store.put(key, 1)).toBe(true);
    expect(await store.put(key, 2)).toBe(false);
    expect((await store.get(key))?.value).toBe(1);
  });

  it('lets exactly one of many writers win', async () => {
    const key = newId();
    await store.put(key, 0);
    const etag = (await store.get(key))?.etag ?? '';
    const won = await Promise.all(Array.from({ length: 20 }, (_, i) => store.put(key, i + 1, { etag })));
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  it('forgets a value when its time is up', async () => {
    const key = newId();
    await store.put(key, 1, { ttlSeconds: 1 });
    expect((await store.get(key))?.value).toBe(1);
    await waitFor('the end of the value', async () => (await store.get(key)) === undefined);
  });

  it('keeps the keys of one app from another', async () => {
    const key = newId();
    await store.put(key, 1);
    const { address } = await world.sidecar('audit', { appHealthCheck: false });
    const other = new SidecarClient(address);
    expect(await new StateStore(other).get(key)).toBeUndefined();
    await other.onApplicationShutdown();
  });
});
