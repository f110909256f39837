import type { Reporter, TestModule } from 'vitest/node';

const testsIn = (module: TestModule, state: 'passed' | 'failed' | 'skipped') => [
  ...module.children.allTests(state),
];

/** Ends the output with what was skipped, by name, and the counts alone on a line. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const skipped = modules.flatMap((module) => testsIn(module, 'skipped'));
    for (const test of skipped) {
      console.log(`skipped: ${test.project.name} ${test.module.relativeModuleId} > ${test.fullName}`);
    }
    if (skipped.length > 0) console.log(`${skipped.length} skipped`);
    const passed = modules.flatMap((module) => testsIn(module, 'passed')).length;
    const failedTests = modules.flatMap((module) => testsIn(module, 'failed')).length;
    // A file that could not be loaded, or whose beforeAll failed, has no failed test: it is one failure itself.
    const failedFiles = modules.filter(
      (module) => module.state() === 'failed' && testsIn(module, 'failed').length === 0,
    ).length;
    console.log(`${passed} passed, ${failedTests + failedFiles + unhandledErrors.length} failed`);
  }
}
