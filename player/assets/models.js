// What two weights say of the data, as lines in the plot of the data: lists of points [across, upward].

const SAMPLES = 60;
// As many for a curve that may rise from 0 to 1 within a few pixels.
const STEEP = 400;
// How far the arrow on a boundary reaches toward the positive class, as a share of the window's diagonal.
const ARROW = 0.06;

// `box`: [x0, x1, y0, y1] of the plot; `means`: those of each class, features × classes.
export const MODELS = {
  line: (w, [x0, x1]) => [[x0, x1].map((a) => [a, w[0] * a + w[1]])],
  curve: (w, [x0, x1]) => [
    Array.from({ length: SAMPLES + 1 }, (_, i) => x0 + (i * (x1 - x0)) / SAMPLES).map((a) => [a, w[1] * Math.tanh(w[0] * a)]),
  ],
  probability: (w, [x0, x1]) => [
    Array.from({ length: STEEP + 1 }, (_, i) => x0 + (i * (x1 - x0)) / STEEP).map((a) => [a, 1 / (1 + Math.exp(-w[0] * a - w[1]))]),
  ],
  score: (w, [x0, x1]) => [[x0, x1].map((a) => [a, w[0] * a + w[1]])],
  boundary: (w, box) => {
    const far = diagonal(box);
    const size = Math.hypot(...w);
    if (!size) return [];
    const [nx, ny] = w.map((c) => c / size);
    return [[[-ny * far, nx * far], [ny * far, -nx * far]], [[0, 0], [ARROW * nx * far, ARROW * ny * far]]];
  },
  classes: (w, box, [m, n]) => m.flatMap((_, k) => m.slice(0, k).flatMap((_, l) => rays(w, box, m, n, k, l))),
};

// Where classes k and l are equally likely and no other is likelier: rays from the origin.
function rays(w, box, m, n, k, l) {
  const along = [-w[1] * (n[k] - n[l]), w[0] * (m[k] - m[l])];
  const size = Math.hypot(...along);
  if (!size) return [];
  return [1, -1].flatMap((sign) => {
    const [a, b] = along.map((c) => (sign * c) / size);
    const score = (j) => w[0] * m[j] * a + w[1] * n[j] * b;
    const wins = m.every((_, j) => j === k || j === l || score(j) <= score(k));
    const far = diagonal(box);
    return wins ? [[[0, 0], [a * far, b * far]]] : [];
  });
}

const diagonal = ([x0, x1, y0, y1]) => Math.hypot(x1 - x0, y1 - y0);
