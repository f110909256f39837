/*
 * The walls of the house. Each rule has a deliberate violation in test-fixtures/walls, and a test that it bites.
 * Paths are matched with an optional prefix, so that the same rules judge the fixtures.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
const SRC = '(^|/)src/';
const TESTS = '\\.test\\.tsx?$';
const FIXTURES = `${SRC}.+/fixtures([.]tsx?$|/)`;
const DEMO = `${SRC}demo([.]ts$|/)`;
/** Rooms whose code holds SQL: stores, table types, and the kernel's own rooms at the database. */
const SQL_ROOMS = [
  `${SRC}modules/.+/(store|tables)[^/]*([.]ts$|/)`,
  `${SRC}kernel/(db|journal|tenancy|jobs)/`,
];
const IO = '^(node:)?(fs|http|https|net|child_process)(/|$)';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two rooms that need each other are one room; to talk back, a module subscribes to journal entries.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-knows-no-floor-above',
      severity: 'error',
      from: { path: `${SRC}kernel/`, pathNot: TESTS },
      to: { path: `${SRC}(ui|forms|modules|testing)/|${SRC}[^/]+[.]tsx?$` },
    },
    {
      name: 'ui-knows-only-the-kernel',
      comment: 'Of kernel/http only the types that layouts show: the page context and a problem.',
      severity: 'error',
      from: { path: `${SRC}ui/`, pathNot: TESTS },
      to: {
        path: `${SRC}(forms|modules|testing)/|${SRC}[^/]+[.]tsx?$|${SRC}kernel/(db|journal|access|jobs|tenancy|http)/`,
        pathNot: `${SRC}kernel/http/(page|problems)[.]ts$`,
      },
    },
    {
      name: 'forms-know-no-module',
      severity: 'error',
      from: { path: `${SRC}forms/`, pathNot: TESTS },
      to: { path: `${SRC}(modules|testing)/|${SRC}[^/]+[.]tsx?$` },
    },
    {
      name: 'modules-know-no-app',
      severity: 'error',
      from: { path: `${SRC}modules/`, pathNot: [TESTS, FIXTURES] },
      to: { path: `${SRC}testing/|${SRC}[^/]+[.]tsx?$` },
    },
    {
      name: 'modules-only-through-their-api',
      severity: 'error',
      from: { path: `${SRC}modules/([^/]+)/`, pathNot: [TESTS, FIXTURES] },
      to: { path: `${SRC}modules/([^/]+)/`, pathNot: [`${SRC}modules/$2/`, `${SRC}modules/[^/]+/api[.]ts$`] },
    },
    {
      name: 'app-only-through-module-doors',
      comment:
        'The floor above the modules makes them; it does not reach into their rooms. The demo town is made by fixtures.',
      severity: 'error',
      from: { path: `${SRC}[^/]+[.]tsx?$`, pathNot: [TESTS, DEMO] },
      to: { path: `${SRC}modules/`, pathNot: `${SRC}modules/[^/]+/(module|api)[.]ts$` },
    },
    {
      name: 'model-does-no-io',
      comment: 'What is known of stored things is their types.',
      severity: 'error',
      from: { path: `${SRC}modules/.+/model([.]ts$|/)`, pathNot: TESTS },
      to: {
        dependencyTypesNot: ['type-only'],
        path: [
          `${SRC}kernel/(db|http|jobs|access|journal)/`,
          `${SRC}modules/.+/(store|service|routes|views)[^/]*([.]tsx?$|/)`,
          IO,
          'node_modules/(kysely|pg|hono)/',
        ],
      },
    },
    {
      name: 'views-do-no-io',
      severity: 'error',
      from: { path: `${SRC}(modules/.+/views?([.]tsx$|/)|ui/(components|layouts|charts)/)`, pathNot: TESTS },
      to: {
        dependencyTypesNot: ['type-only'],
        path: [
          `${SRC}kernel/(db|jobs|access|journal)/`,
          `${SRC}modules/.+/(store|service|routes)[^/]*([.]tsx?$|/)`,
          IO,
          'node_modules/(kysely|pg)/',
        ],
      },
    },
    {
      name: 'sql-only-in-stores',
      severity: 'error',
      from: { path: SRC, pathNot: [...SQL_ROOMS, TESTS, `${SRC}testing/`] },
      to: { path: ['node_modules/(kysely|pg|pg-boss|@electric-sql)/'] },
    },
    {
      name: 'services-know-no-http',
      severity: 'error',
      from: { path: `${SRC}modules/.+/(service|store|model|definition)[^/]*([.]ts$|/)`, pathNot: TESTS },
      to: { path: [`${SRC}kernel/http/`, 'node_modules/(hono|@hono)/'] },
    },
    {
      name: 'fixtures-only-for-tests-and-the-demo',
      severity: 'error',
      from: { path: SRC, pathNot: [TESTS, FIXTURES, DEMO, `${SRC}testing/`] },
      to: { path: FIXTURES },
    },
    {
      name: 'tests-are-imported-by-nobody',
      severity: 'error',
      from: {},
      to: { path: TESTS },
    },
    {
      name: 'no-undeclared-packages',
      comment:
        'A package that is used is stated in package.json; the product does not use what is only for development.',
      severity: 'error',
      from: { path: SRC, pathNot: [TESTS, `${SRC}testing/`] },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    // Read as a resolver's configuration only: it leads #kernel/…js to the sources, which the tool cannot do by itself.
    webpackConfig: { fileName: require('node:path').join(__dirname, '.dependency-cruiser.resolve.cjs') },
  },
};
