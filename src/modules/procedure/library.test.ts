import { describe, expect, it } from 'vitest';
import { Library, withBlocks } from './library.js';

const library = Library.parse({
  fields: { phone: { id: 'phone', kind: 'phone', label: '電話番号', sensitivity: 'personal' } },
  pages: { applicant: { id: 'applicant', title: '申請する人', fields: [{ use: 'phone' }] } },
});
const form = (pages: unknown[]) => ({ id: 'x', form: { pages } });

describe('blocks', () => {
  it('stand in place of what uses them, with what is written beside', () => {
    expect(
      withBlocks(
        form([{ use: 'applicant' }, { id: 'b', fields: [{ use: 'phone', id: 'dayPhone', optional: true }] }]),
        library,
      ),
    ).toEqual(
      form([
        { id: 'applicant', title: '申請する人', fields: [library.fields.phone] },
        { id: 'b', fields: [{ ...library.fields.phone, id: 'dayPhone', optional: true }] },
      ]),
    );
  });

  it('that do not exist stay, for the schema to name', () => {
    const written = form([{ use: 'constructor' }, { id: 'b', fields: [{ use: 'fax' }] }]);
    expect(withBlocks(written, library)).toEqual(written);
    for (const odd of [null, 7, 'x', [], { form: 1 }, { form: { pages: {} } }])
      expect(withBlocks(odd, library)).toEqual(odd);
  });
});
