import { Injectable } from '@nestjs/common';
import { exhaustive } from '@parley/kernel';
import { say } from '@parley/language';
import { isKnownZone, zonedNow } from '@parley/recurrence';
import type { Reply } from '../../conversations/domain/message.js';
import { KeepFilters } from '../../filters/application/keep-filters.js';
import { TagCounts } from '../../tasks/adapters/tag-counts.js';
import { textsFor } from '../texts/texts.js';
import { DialogMemory } from './dialog-memory.js';
import type { DialogTurn, IntentOf } from './dialog-turn.js';
import { exportOffer } from './replies.js';

/** As many tags as number keys can choose. */
const SHOWN_TAGS = 9;

/** Answers the slash commands that are not about tasks. */
@Injectable()
export class RunCommand {
  constructor(
    private readonly tags: TagCounts,
    private readonly filters: KeepFilters,
    private readonly memory: DialogMemory,
  ) {}

  /** @throws what saving a filter throws */
  execute(turn: DialogTurn, { name, argument }: IntentOf<'command'>): Promise<Reply> | Reply {
    switch (name) {
      case 'tags':
        return this.listTags(turn);
      case 'tz':
        return zoneOf(turn, argument);
      case 'save':
        return this.save(turn, argument);
      case 'export':
        return exportOffer(argument, turn.scope.locale);
      default:
        return exhaustive(name);
    }
  }

  private async listTags({ scope }: DialogTurn): Promise<Reply> {
    const texts = textsFor(scope.locale);
    const options = (await this.tags.read(scope)).slice(0, SHOWN_TAGS).map(({ tag, count }) => ({
      label: `#${tag} (${count})`,
      text: `/list #${/[^\p{L}\p{N}_/-]/u.test(tag) ? `"${tag}"` : tag}`,
    }));
    if (options.length === 0) return { text: texts.noTags, blocks: [] };
    return { text: texts.tags, blocks: [{ type: 'quick-replies', options }] };
  }

  private async save(turn: DialogTurn, argument: string): Promise<Reply> {
    const name = argument.replace(/^["“„](.*)["”“]$/u, '$1').trim();
    const texts = textsFor(turn.scope.locale);
    if (name === '') return { text: texts.saveNeedsName, blocks: [] };
    const query = await this.memory.lastFilter(turn);
    if (!query) return { text: texts.nothingToSave, blocks: [] };
    const filter = await this.filters.create(turn.scope, { name, query });
    return { text: say(texts.saved, { name: filter.name, query }), blocks: [] };
  }
}

/** The zone belongs to the account, which this service does not own: another one is offered, for the client to set. */
function zoneOf({ scope: { zone, locale }, now }: DialogTurn, wanted: string): Reply {
  const texts = textsFor(locale);
  const name = wanted.replaceAll(' ', '_');
  if (name !== '' && !isKnownZone(name)) return { text: texts.noSuchZone, blocks: [] };
  const other = name === '' ? zone : zonedNow(now, name).timeZoneId;
  if (other === zone) return { text: say(texts.zone, { zone }), blocks: [] };
  return { text: say(texts.zoneOffered, { zone, other }), blocks: [{ type: 'zone', zone: other }] };
}
