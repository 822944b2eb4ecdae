const FILES: Readonly<Record<string, string>> = { json: 'jsonWorker', graphql: 'graphqlWorker' };

/** Tells the editor where its workers are. To be called before the editor is loaded. */
export function provideWorkers(): void {
  window.MonacoEnvironment = {
    getWorker: (_id, label) =>
      new Worker(`/graphiql/ide/${FILES[label] ?? 'editorWorker'}.js`, { type: 'module', name: label }),
  };
}
