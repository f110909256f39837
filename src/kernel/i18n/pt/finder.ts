export default {
  sections: 'Buscar por setor',
  allSections: 'Todos os setores',
  seeAll: '{event}: ver todos os {count, number}',
  total: 'Há {count, number} procedimentos.',
  found: 'Procedimentos para “{text}”',
  ofSection: 'Procedimentos de {section}',
} as const;
