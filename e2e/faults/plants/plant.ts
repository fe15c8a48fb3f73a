import { registerHooks } from 'node:module';
import { plants } from './plants.ts';

/** Loaded before a service by `--import`: puts the bug that `PARLEY_PLANT` names into its code. */
const wanted = process.env['PARLEY_PLANT'] ?? '';
const plant = plants.find(({ name }) => name === wanted);
if (!plant) throw new Error(`There is no plant "${wanted}".`);

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const edits = plant.edits.filter(({ file }) => url.endsWith(`/${file}`));
    if (edits.length === 0) return loaded;
    let source = Buffer.from(loaded.source as string & Uint8Array).toString('utf8');
    for (const { file, from, to } of edits) {
      // Otherwise the bug would quietly be none.
      if (!source.includes(from)) throw new Error(`"${from}" is not in ${file} any more.`);
      source = source.replace(from, to);
    }
    return { ...loaded, source };
  },
});
