/** A telephone number that a phone dials, never broken at its hyphens. */
export const PhoneLink = ({ phone }: { phone: string }) => (
  <a class="phone-link" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
    {phone}
  </a>
);
