// Jest turns TypeScript named in its configuration into CommonJS, which cannot import the stack; Node reads it as it is.
export { default } from './set-up.ts';
