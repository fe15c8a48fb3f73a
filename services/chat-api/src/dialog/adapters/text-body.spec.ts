import { newId } from '@parley/kernel';
import { SendMessageRequest } from '@parley/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { TextBody } from './text-body.js';

const texts = {
  'the longest message and a line end': `${'x'.repeat(10_000)}\n`,
  'as many emoji with variation selectors': '\u2764\ufe0f'.repeat(10_000),
  'far too much': 'x'.repeat(50_000),
};

/** Whether a text gets as far as the rules of chat-api. */
function taken(shape: typeof TextBody | typeof SendMessageRequest, text: string): boolean {
  const ids = { conversationId: newId(), clientMessageId: newId() };
  return validateSync(plainToInstance<object, object>(shape, { text, ...ids })).length === 0;
}

it.each(Object.entries(texts))('%s is bounded alike over HTTP and over a socket', (_, text) => {
  const most = text.length < 40_000;
  expect([taken(TextBody, text), taken(SendMessageRequest, text)]).toEqual([most, most]);
});
