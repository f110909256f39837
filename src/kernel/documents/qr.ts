import QRCode from 'qrcode';

/** QR code of the text as SVG, for paper: medium error correction, the quiet zone of ISO/IEC 18004 (4 modules). */
export const qrSvg = (text: string): Promise<string> =>
  QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
