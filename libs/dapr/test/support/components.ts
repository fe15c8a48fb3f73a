/** The subscription of somebody who forgot the handler. */
export const stray = `
apiVersion: dapr.io/v2alpha1
kind: Subscription
metadata: { name: stray }
spec:
  pubsubname: probe
  topic: stray
  routes: { default: /events/probe/stray }
  deadLetterTopic: stray-dlq
scopes: [recurring-task]
`;
