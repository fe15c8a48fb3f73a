const text = (name: string, max = 0) => ({ name, type: 'text', max });

/** Of an owner, and of nobody else. */
const OWN = 'owner = @request.auth.id';

/** The product's tasks as far as a collection can express them. */
export const TASKS_COLLECTION = {
  name: 'tasks',
  type: 'base',
  fields: [
    { name: 'owner', type: 'relation', required: true, collectionId: '_pb_users_auth_', maxSelect: 1 },
    text('workspace'),
    text('conversation'),
    { ...text('title', 500), required: true },
    text('notes', 16_000),
    { name: 'status', type: 'select', values: ['open', 'completed'], maxSelect: 1 },
    { name: 'priority', type: 'number', min: 1, max: 3, onlyInt: true },
    { name: 'tags', type: 'json' },
    text('list', 100),
    text('due_date'),
    text('due_local'),
    text('due_zone'),
    { name: 'due_at', type: 'date' },
    { name: 'reminders', type: 'json' },
    text('series'),
    text('occurrence_key'),
    text('sentence'),
    { name: 'version', type: 'number' },
    { name: 'completed_at', type: 'date' },
    { name: 'deleted_at', type: 'date' },
    { name: 'created', type: 'autodate', onCreate: true },
    { name: 'updated', type: 'autodate', onCreate: true, onUpdate: true },
  ],
  indexes: [
    'CREATE INDEX idx_tasks_due ON tasks (owner, status, due_at)',
    'CREATE INDEX idx_tasks_priority ON tasks (owner, status, priority, due_at)',
  ],
  listRule: OWN,
  viewRule: OWN,
  createRule: OWN,
  updateRule: OWN,
  deleteRule: OWN,
};
