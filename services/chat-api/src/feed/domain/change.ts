/** One step of a user's change feed, as clients receive it; `seq` is free of gaps per user. */
export interface Change {
  readonly type:
    | ('message.created' | 'task.changed' | 'task.deleted' | 'conversation.changed')
    | ('filters.changed' | 'action.undone' | 'import.changed');
  readonly [member: string]: unknown;
}
