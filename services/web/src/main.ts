import { mount } from 'svelte';
import App from './app/App.svelte';
import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import './design/floating.css';

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no #app element.');

mount(App, { target });
