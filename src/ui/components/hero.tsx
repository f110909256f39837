import type { Child } from 'hono/jsx';
import { Phrase } from './phrase.js';

/** Head of the portal: the h1 and, beneath, the search box or whatever people come for. */
export const Hero = ({ title, children }: { title: string; children: Child }) => (
  <div class="hero">
    <h1>
      <Phrase text={title} />
    </h1>
    {children}
  </div>
);
