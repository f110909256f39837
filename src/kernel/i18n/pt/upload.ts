export default {
  'error.heic':
    '“{name}” é uma foto no formato do iPhone (HEIC). No iPhone, escolha Ajustes → Câmera → Formatos → Mais Compatível e tire a foto de novo, ou salve-a como JPEG e escolha-a.',
  'error.image':
    '“{name}” é na verdade uma imagem e não pode ser anexado aqui. Salve em um dos tipos indicados ao lado da pergunta, ou tire uma foto e escolha-a.',
  'error.pdf':
    '“{name}” é na verdade um PDF e não pode ser anexado aqui. Salve em um dos tipos indicados ao lado da pergunta, ou tire uma foto e escolha-a.',
  'error.office':
    '“{name}” é na verdade um documento Word ou Excel e não pode ser anexado aqui. Salve em um dos tipos indicados ao lado da pergunta, ou tire uma foto e escolha-a.',
  'error.text':
    '“{name}” é na verdade um arquivo de texto e não pode ser anexado aqui. Salve em um dos tipos indicados ao lado da pergunta, ou tire uma foto e escolha-a.',
  'error.video':
    '“{name}” é na verdade um vídeo ou áudio e não pode ser anexado aqui. Salve em um dos tipos indicados ao lado da pergunta, ou tire uma foto e escolha-a.',
  'error.archive':
    '“{name}” é na verdade um arquivo compactado (ZIP etc.) e não pode ser anexado aqui. Salve em um dos tipos indicados ao lado da pergunta, ou tire uma foto e escolha-a.',
  'error.program':
    '“{name}” é na verdade um programa e não pode ser anexado aqui. Salve em um dos tipos indicados ao lado da pergunta, ou tire uma foto e escolha-a.',
} as const;
