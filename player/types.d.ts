// What the parts of the player hand to one another. The headers are as Python writes them: player/packet.py, player/examples.py,
// player/gallery.py.

export type Point = [x: number, y: number];
/** From the upper left corner of a plot, in CSS pixels. */
export type Pixel = [px: number, py: number];
/** A window of the surface. */
export type Box = [x0: number, x1: number, y0: number, y1: number];
/** In CSS pixels. */
export type Size = [width: number, height: number];

/** Of the heights of a relief: what `above` counts from, where the colours end, and what is added before a logarithm (0: none). */
export interface Bounds {
  low: number;
  high: number;
  eps: number;
}

/** The kinds of critical points that are marked. */
export type Mark = "best" | "minima" | "saddles" | "maxima" | "bare" | "test";
/** Which loss a set of contour lines shows. */
export type LineKind = "test" | "data" | "penalty";

export interface ReliefHeader {
  grid: [nx: number, ny: number];
  scale: Bounds;
}
/** A loss on a grid: `rows` from the lowest y to the highest, each from the lowest x to the highest, counted from `scale.low`. */
export interface Relief extends ReliefHeader {
  rows: Float32Array[];
}
export type LinesHeader = ReliefHeader & { kind: LineKind };
export type Lines = Relief & { kind: LineKind };

/** Arrows that point downhill: angles on the surface, in radians; `gap` is between two places. */
export interface Field {
  places: Point[];
  angles: number[];
  gap: number;
}

/** The axes of the Hessian at a point, as half axes of a level line; `signs` are those of the eigenvalues. */
export interface Cross {
  point: Point;
  arms: [Point, Point];
  signs: number[];
}

/** Since which step theory forecasts a run, and the rate by which the distance then shrinks. */
export type Forecast = [since: number, rate: number];

/** The settings of a scene that the player shows or changes. */
export interface Settings {
  steps: number;
  overlay: boolean;
  speed: number;
  loop: boolean;
  theory: "off" | "start" | "minimum";
  relief: boolean;
  logheight: boolean;
  code: boolean;
  lines: "off" | "test" | "parts";
  strengths: boolean;
  versus: boolean;
}

/** What the player tells the page: a start that moves (`live`) or has moved, or another setting. */
export type Report = Partial<Settings & { field: boolean; start: Point; live: boolean }>;
export type Tell = (what: Report) => void;

/** What became of a run: `step` is negative, and `short` empty, if nothing did. */
export interface Outcome {
  step: number;
  short: string;
  kind: number;
}

/** A row of the standings in words. The last four: of a loss made of data. */
export interface Standing {
  order: number | null;
  loss: string;
  distance: string;
  reached: string;
  length: string;
  evaluations: string;
  outcome: string;
  test?: string;
  gap?: string;
  epochs?: string;
  gradients?: string;
}

export type Shape = "circle" | "square" | "triangle" | "diamond" | "cross" | "pentagon";

/** How an optimizer is drawn: its colours in light and in dark mode, its dash in pixels, and its marker. */
export interface Look {
  light: string;
  dark: string;
  dash: number[];
  marker: Shape;
  /** Whether it is the second of a pair: its marker is hollow. */
  rival: boolean;
}

export interface RacerHeader extends Look {
  name: string;
  panel: number;
  last: number;
  outcome: Outcome;
  standing: Standing;
}

/** One run: its path, its loss above `Race.best` and its test loss, at steps 0 … T; NaN after `last`. */
export interface Racer extends RacerHeader {
  x: Float32Array;
  y: Float32Array;
  above: Float32Array;
  test: Float32Array | null;
}

export type ModelKind = "line" | "curve" | "probability" | "score" | "boundary" | "classes";

export interface ExamplesHeader {
  model: ModelKind;
  axes: [across: string, upward: string];
  classes: string[];
  train: number;
  test: number;
  /** Of each class, features × classes. */
  means: number[][];
  /** How many bytes name the examples that a step sees; 0 if every step sees all. */
  batch: number;
}

export interface ExampleSet {
  count: number;
  across: Float32Array;
  upward: Float32Array;
  group: Float32Array;
}

export interface Examples extends Omit<ExamplesHeader, "train" | "test"> {
  train: ExampleSet;
  test: ExampleSet;
  /** The numbers of the examples that step `t` sees. */
  seen(t: number): number[];
}

export interface Ramps {
  ramps: { light: string[]; dark: string[] };
}

/** The header of a race. */
export interface Header extends Settings, ReliefHeader, Ramps {
  /** Changes with the relief, and with nothing else. */
  ground: string;
  /** Changes with what is played, and with nothing else. */
  digest: string;
  surface: string;
  story: string;
  box: Box;
  start: Point;
  overlaid: LinesHeader[];
  /** What `Racer.above` counts from. */
  best: number;
  /** The lowest loss that is known, 0 where the surface has no bottom. */
  lowest: number;
  bounded: boolean;
  tested: boolean;
  offers: { test: boolean; parts: boolean; strengths: boolean };
  marks: Record<Mark, Point[]>;
  route: Point[];
  field: Field | null;
  cross: Cross | null;
  forecasts: (Forecast | null)[];
  tolerance: string;
  racers: RacerHeader[];
  examples: ExamplesHeader | null;
}

/** The header with its blocks in their places. */
export interface Race extends Omit<Header, "overlaid" | "racers" | "examples">, Relief {
  overlaid: Lines[];
  racers: Racer[];
  examples: Examples | null;
}

export interface Theme {
  dark: boolean;
  ground: string;
  text: string;
  accent: string;
  border: string;
  font: string;
}

/** The drawing area of a plot, in pixels of the plot. */
export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A colour scale, as `Scale` has it. */
export interface ColourScale {
  low: number;
  high: number;
  eps: number;
  start: number;
  end: number;
  level(above: number): number;
  contours(levels?: number): { start: number; end: number; size: number; showlines: boolean };
}

/** A plot with the paths of one racer or of many, whatever it draws them on. */
export interface RacePanel {
  readonly element: HTMLElement;
  /** `view`: the window to show. `like`: another panel, shown just now with the same contours, if there is one. */
  show(
    race: Race,
    racers: Racer[],
    scale: ColourScale,
    theme: Theme,
    size: Size,
    view: Box,
    like: RacePanel | null,
  ): void;
  /** The picture at `time`; `leader` is whoever has the lowest loss. */
  draw(time: number, step: number, leader: Racer | null): void;
  /** Show another window, because somebody zoomed or panned elsewhere. */
  zoom(view: Box): void;
  placeStart(x: number, y: number): void;
  destroy(): void;
}

/** A card of the gallery; `bytes` is the length of its picture. */
export interface Card {
  name: string;
  label: string;
  story: string;
  address: string;
  box: Box;
  marks: Record<"best" | "minima", Point[]>;
  bytes: number;
}

export interface Family {
  name: string;
  story: string;
  cards: Card[];
}

export interface GalleryHeader extends Ramps {
  families: Family[];
}

/** What Streamlit hands to the default export of a component's module. */
export interface Mounted {
  data: Uint8Array;
  parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

type Trace = Record<string, any>;

/** An element that Plotly has drawn in. */
export interface PlotlyElement extends HTMLElement {
  on(event: string, heard: () => void): void;
}

interface Plotly {
  react(element: HTMLElement, traces: Trace[], layout: object, config: object): Promise<PlotlyElement>;
  restyle(element: HTMLElement, changes: object, traces: number[]): Promise<PlotlyElement>;
  relayout(element: HTMLElement, changes: object): Promise<PlotlyElement>;
  purge(element: HTMLElement): void;
}

declare global {
  interface Window {
    Plotly: Plotly;
  }
}
