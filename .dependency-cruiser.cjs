/** Who may import whom: see ARCHITECTURE.md. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'adapter-stands-alone',
      severity: 'error',
      from: { path: '^packages/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(proxy|sandbox|web|e2e|bench|scripts)/' },
    },
    {
      name: 'adapter-core-knows-no-apollo',
      severity: 'error',
      from: { path: '^packages/graphql-ws-adapter-custom/src', pathNot: 'src/apollo|\\.test\\.ts$' },
      to: { path: 'src/apollo|node_modules/(@apollo|rxjs)' },
    },
    {
      name: 'proxy-knows-no-other-room',
      severity: 'error',
      from: { path: '^proxy/' },
      to: { path: '^(packages|sandbox|web|e2e|bench)/' },
    },
    {
      // In the browser GraphiQL speaks to the sandbox by the adapter, as any user would.
      name: 'sandbox-knows-only-the-schema',
      severity: 'error',
      from: { path: '^sandbox/', pathNot: '^sandbox/graphiql/client/' },
      to: { path: '^(packages|proxy|web|e2e|bench)/' },
    },
    {
      name: 'graphiql-knows-the-adapter-as-its-users-do',
      severity: 'error',
      from: { path: '^sandbox/graphiql/client/' },
      to: {
        path: '^(packages|proxy|web|e2e|bench)/',
        pathNot: '^packages/graphql-ws-adapter-custom/src/index\\.ts$',
      },
    },
    {
      name: 'sandbox-serves-graphiql-and-imports-none-of-it',
      severity: 'error',
      from: { path: '^sandbox/', pathNot: '^sandbox/graphiql/client/' },
      to: { path: '^sandbox/graphiql/client/' },
    },
    {
      name: 'e2e-never-reaches-into-rooms',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^(packages|proxy|sandbox|web)/' },
    },
    {
      name: 'web-knows-no-server',
      severity: 'error',
      from: { path: '^web/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(proxy|sandbox|e2e|bench|scripts)/' },
    },
    {
      name: 'ui-and-lib-are-the-ground',
      severity: 'error',
      from: { path: '^web/(ui|lib)/' },
      to: {
        path: '^web/(app|connection|apollo|timeline|outbox|session|settings|commands|answers|structured|transfers|visitors|features)/',
      },
    },
    {
      name: 'state-knows-no-feature',
      severity: 'error',
      from: {
        path: '^web/(connection|apollo|timeline|outbox|session|settings|translation|commands|answers|structured|transfers|visitors)/',
      },
      to: { path: '^web/(app|features)/' },
    },
    {
      name: 'features-never-meet',
      severity: 'error',
      from: { path: '^web/features/([^/]+)/' },
      to: { path: '^web/features/', pathNot: '^web/features/$1/' },
    },
    {
      name: 'features-know-no-app',
      severity: 'error',
      from: { path: '^web/features/' },
      to: { path: '^web/(app/|main)' },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$' },
      to: { path: '\\.test\\.tsx?$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['adapter-source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
