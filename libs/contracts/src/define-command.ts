import type { AppId, PayloadClass } from './define-event.js';

/** A request that one service answers when another invokes it through Dapr. */
export interface CommandDefinition<Request extends object = object, Response extends object = object> {
  readonly app: AppId;
  /** Name of the method, e.g. `messages.send`; served at `/rpc/<method>` of the internal port. */
  readonly method: string;
  readonly request: PayloadClass<Request>;
  /** Callers that the answering app admits. */
  readonly callers: readonly AppId[];
  /** Never set; carries the response type. */
  readonly response?: Response;
}

/** Declares a command. `defineCommand<Request, Response>({...})`. */
export function defineCommand<Request extends object, Response extends object>(
  definition: Omit<CommandDefinition<Request, Response>, 'response'>,
): CommandDefinition<Request, Response> {
  return Object.freeze(definition);
}
