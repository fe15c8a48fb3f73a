import { strict } from './strict.ts';

const definitions = {
  pod: { properties: { spec: { $ref: '#/definitions/spec' } } },
  spec: { properties: { port: { $ref: '#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString' } } },
  other: { properties: {} },
};

it('refuses unknown members at every level, and keeps only definitions that are used', () => {
  expect(strict(definitions.pod, definitions)).toEqual({
    properties: { spec: { $ref: '#/definitions/spec' } },
    additionalProperties: false,
    definitions: {
      spec: { properties: { port: { type: ['string', 'integer', 'number'] } }, additionalProperties: false },
    },
  });
});

it('ends where definitions refer to each other', () => {
  const loop = { node: { properties: { next: { $ref: '#/definitions/node' } } } };
  expect(strict({ $ref: '#/definitions/node' }, loop).definitions).toHaveProperty('node.properties.next');
});

it('leaves open what a custom resource leaves open', () => {
  const free = { properties: {}, 'x-kubernetes-preserve-unknown-fields': true };
  expect(strict(free, {})).not.toHaveProperty('additionalProperties');
});

it('leaves maps and fields called like a remark alone', () => {
  const map = {
    properties: { title: { type: 'string' }, labels: { additionalProperties: { type: 'string' } } },
  };
  expect(strict(map, {})).toEqual({ ...map, additionalProperties: false });
});
