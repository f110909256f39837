const MOST_ID = 60;

const capital = (id: string): string => `${id.charAt(0).toUpperCase()}${id.slice(1)}`;

/** identity.birthDate → commonBirthDate, reuse.dayPhone → commonReuseDayPhone, reuse.deceased.name → …DeceasedName */
export const commonId = (key: string): string => {
  const [from = '', ...ids] = key.split('.');
  const name = `common${from === 'reuse' ? 'Reuse' : ''}${ids.map(capital).join('')}`;
  return name.slice(0, MOST_ID);
};

export const fieldId = (number: number, id: string, place: string): string => {
  const name = `p${number}${capital(id)}`;
  return name.length <= MOST_ID ? name : `p${number}Field${place}`;
};

/** In addresses stand numbers only: a log tells nobody what somebody came for. */
export const pageId = (index: number): string => `page-${index + 1}`;
