/** Marks of layers as pictures for the map that moves; drawn twice as large for dense screens. */
const RATIO = 2;

function canvasOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width * RATIO;
  canvas.height = height * RATIO;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas to draw on');
  context.scale(RATIO, RATIO);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  return context;
}

const pixels = (context: CanvasRenderingContext2D): ImageData =>
  context.getImageData(0, 0, context.canvas.width, context.canvas.height);

/** One thing: the letter of its layer. */
export function drawPin(letter: string, colour: string): ImageData {
  const context = canvasOf(26, 26);
  context.beginPath();
  context.arc(13, 13, 11, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = '#ffffff';
  context.stroke();
  context.fillStyle = '#ffffff';
  context.font = 'bold 13px sans-serif';
  context.fillText(letter, 13, 13.5);
  return pixels(context);
}

/** Several things: how many, with the letter of their layer. */
export function drawCount(letter: string, colour: string, count: string): ImageData {
  const text = `${letter} ${count}`;
  const width = 20 + 8 * text.length;
  const context = canvasOf(width, 30);
  context.beginPath();
  context.roundRect(2, 2, width - 4, 26, 13);
  context.fillStyle = '#ffffff';
  context.fill();
  context.lineWidth = 3;
  context.strokeStyle = colour;
  context.stroke();
  context.fillStyle = '#1a1a1a';
  context.font = 'bold 13px sans-serif';
  context.fillText(text, width / 2, 15.5);
  return pixels(context);
}
