import type { MigrationSource } from '#kernel/db/migrate.js';
import type { Module } from '#kernel/module.js';

/** All migrations in the order of their needs: the kernel's first. */
export const migrationSources = (modules: readonly Module[]): MigrationSource[] => [
  { module: 'kernel', folder: new URL('./kernel/migrations/', import.meta.url) },
  ...modules.flatMap(({ name, migrations }) => (migrations ? [{ module: name, folder: migrations }] : [])),
];
