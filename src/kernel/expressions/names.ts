import { parse, type SyntaxNode } from './syntax.js';

/** The names of values in an expression, in order of appearance; none when it cannot be read. */
export function namesUsed(source: string): string[] {
  return [...new Set(places(source).map(({ text }) => text))];
}

/** The expression with a value called by another name; as it was when it cannot be read. */
export function renamed(source: string, from: string, to: string): string {
  return places(source)
    .filter(({ text }) => text === from)
    .toReversed()
    .reduce((text, { from: start, to: end }) => text.slice(0, start) + to + text.slice(end), source);
}

function places(source: string): SyntaxNode[] {
  const { root } = parse(source);
  const found: SyntaxNode[] = [];
  const walk = (node: SyntaxNode, isCallee: boolean) => {
    if (node.name === 'VariableName' && !isCallee) found.push(node);
    node.children.forEach((child, index) => {
      walk(child, node.name === 'FunctionInvocation' && index === 0);
    });
  };
  if (root) walk(root, false);
  return found;
}
