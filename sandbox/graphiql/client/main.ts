import { element, part } from '../../pages/client/element.ts';

/** Loads the IDE, which is made while this waits, and puts it in place of the words that say so. */
async function loadIde(): Promise<void> {
  await loadStyle('/graphiql/ide/ide.css');
  const script = element('script', { type: 'module', src: '/graphiql/ide/ide.js' });
  await loaded(script, document.body);
}

function loadStyle(href: string): Promise<void> {
  return loaded(element('link', { rel: 'stylesheet', href }), document.head);
}

function loaded(node: HTMLElement, parent: HTMLElement): Promise<void> {
  return new Promise((resolve, reject) => {
    node.addEventListener('load', () => resolve());
    node.addEventListener('error', () => reject(new Error('The IDE could not be put together.')));
    parent.append(node);
  });
}

loadIde().catch(() => {
  part('progress', HTMLElement).hidden = true;
  part('loading', HTMLElement).textContent =
    'The IDE could not be put together. The console of the sandbox says why; reload to try again.';
});
