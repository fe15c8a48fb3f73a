import { hook } from '../cluster/program.ts';
import type { ClusterOptions } from '../options.ts';
import { makeContexts } from './contexts.ts';

const SERVICES = ['audit', 'chat-api', 'identity', 'notification', 'realtime', 'recurring-task', 'web'];

export interface Images {
  /** One that has Node. */
  readonly node: string;
  readonly kafka: string;
  readonly postgres: string;
}

/** Brings Parley's images into the cluster, and builds those of the broker and the database unless they are given. */
export async function provideImages(options: ClusterOptions, say: (line: string) => void): Promise<Images> {
  const { registry, tag, nextTag, load } = options;
  const named = (name: string, version = tag) =>
    `${registry === '' ? '' : `${registry}/`}parley/${name}:${version}`;
  const images = {
    node: named('chat-api'),
    kafka: options.kafkaImage ?? named('test-kafka'),
    postgres: options.postgresImage ?? named('test-postgres'),
  };
  const product = [tag, ...(nextTag === undefined ? [] : [nextTag])].flatMap((one) =>
    SERVICES.map((service) => named(service, one)),
  );
  if (options.images !== undefined) {
    await hook(options.images, { registry, tag });
    say('built the images of Parley');
  }
  const built = await buildParts(options, images, say);
  if (load === undefined) return images;
  for (const image of [...product, ...built]) await hook(load, { image });
  say(`loaded ${product.length + built.length} images`);
  return images;
}

/** @returns what was built */
async function buildParts(
  { kafkaImage, postgresImage, build }: ClusterOptions,
  images: Images,
  say: (line: string) => void,
): Promise<string[]> {
  if (kafkaImage !== undefined && postgresImage !== undefined) return [];
  const contexts = await makeContexts(say);
  try {
    const wanted = [
      ...(kafkaImage === undefined ? [{ image: images.kafka, context: contexts.kafka }] : []),
      ...(postgresImage === undefined ? [{ image: images.postgres, context: contexts.postgres }] : []),
    ];
    for (const one of wanted) {
      await hook(build, one);
      say(`built ${one.image}`);
    }
    return wanted.map(({ image }) => image);
  } finally {
    contexts.remove();
  }
}
