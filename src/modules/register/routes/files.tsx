import { z } from 'zod';
import { type RouteDefinition, route } from '#kernel/http/route.js';
import type { RegisterServices } from '../services.js';
import { RowParams } from './lists.js';

const FileParams = RowParams.extend({ file: z.uuid() });

/** Scans and photographs of rows. */
export const fileRoutes = ({ files }: RegisterServices): RouteDefinition[] => [
  route({
    method: 'get',
    path: '/staff/registers/:register/rows/:row/files/:file',
    permission: 'register.read',
    journal: ['register.rowViewed'],
    input: { params: FileParams },
    handle: async ({ context, params, file }) => {
      const found = await files.open(context, params.register, params.row, params.file);
      return file(found.bytes, found.mediaType, { saveAs: found.name });
    },
  }),
  route({
    method: 'get',
    path: '/registers/:register/:row/files/:file',
    permission: 'public',
    journal: 'none',
    input: { params: FileParams },
    handle: async ({ context, params, file }) => {
      const found = await files.openPublic(context, params.register, params.row, params.file);
      return file(found.bytes, found.mediaType, { saveAs: found.name });
    },
  }),
];
