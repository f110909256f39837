export default {
  sections: 'Buscar por setor',
  allSections: 'Todos os setores',
  narrow: 'Filtrar por ocasião',
  seeAll: 'Ver todos os {count, number}',
  total: 'Há {count, number} procedimentos.',
  found: 'Procedimentos para “{text}”',
  ofSection: 'Procedimentos de {section}',
} as const;
