import type { StoredFile } from '#kernel/files/files.js';

/** Files of a report, one link each. */
export const FileLinks = ({ files, at }: { files: readonly StoredFile[]; at: string }) => (
  <>
    {files.map(({ file, name }) => (
      <>
        <a href={`${at}/${file}`} lang="ja">
          {name}
        </a>{' '}
      </>
    ))}
  </>
);
