/** Documents that a procedure can give out: name in definitions → Typst template. */
export const DOCUMENT_TEMPLATES: ReadonlyMap<string, URL> = new Map(
  ['certificate', 'residence-certificate', 'letter'].map((name) => [
    name,
    new URL(`./templates/${name}.typ`, import.meta.url),
  ]),
);
