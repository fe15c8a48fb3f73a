import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import * as contracts from '../index.js';
import { classSchemas } from './payload-schemas.js';

const schemas = classSchemas();
const classes = Object.entries(contracts as Record<string, unknown>).filter(
  (entry): entry is [string, new () => object] => typeof entry[1] === 'function' && entry[0] in schemas,
);

it('knows the classes of payloads', () => {
  expect(classes.map(([name]) => name)).toEqual(
    expect.arrayContaining(['TaskEventV1', 'AdvanceSeriesRequest']),
  );
});

it.each(classes)('%s refuses to be without any member that its schema requires', (name, type) => {
  // class-validator lets a nested object be absent unless it is told otherwise.
  const missed = validateSync(plainToInstance(type, {}), { forbidUnknownValues: false });
  expect(missed.map(({ property }) => property)).toEqual(
    expect.arrayContaining([...(schemas[name]?.required ?? [])]),
  );
});
