export { renderedRules, type RuleGroup } from './alerts.ts';
export { dashboards, type Query } from './dashboards.ts';
export { asked, type Asked } from './promql.ts';
