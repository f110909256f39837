import { afterEach, beforeEach, expect, vi } from 'vitest';

// Whatever reaches console.error is a defect that nobody looked at.
beforeEach(() => {
  vi.spyOn(console, 'error');
});
afterEach(() => {
  expect(vi.mocked(console.error).mock.calls).toEqual([]);
  vi.restoreAllMocks();
});
