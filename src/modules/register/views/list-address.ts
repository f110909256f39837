/** A list as its address states it. */
export interface ListAddress {
  /** Filters as typed, by name of the control. */
  typed: Readonly<Record<string, string>>;
  /** Id of a field, with - before it where it is sorted downwards; '' by key. */
  sort: string;
  /** Field by whose values the rows are put together; '' none. */
  group: string;
  /** Fields that are shown beside the name, in the order of the register; empty: the usual ones. */
  columns: readonly string[];
}

/** What differs from the plain list, as parameters of an address. */
export const listParams = ({ typed, sort, group, columns }: ListAddress): Record<string, string> => ({
  ...typed,
  ...(sort && { sort }),
  ...(group && { group }),
  ...(columns.length > 0 && { columns: columns.join(',') }),
});

export function listQuery(address: ListAddress, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...listParams(address), ...more }).toString();
  return query === '' ? '' : `?${query}`;
}
