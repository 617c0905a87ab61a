// What the parts of the player hand to one another. The headers are as Python writes them: player/packing/packet.py, player/packing/examples.py,
// player/gallery.py.

import type { Remote } from "./assets/atlas/remote.js";
import type { Pool } from "./assets/maps/pool.js";

export type Point = [x: number, y: number];
/** From the upper left corner of a plot, in CSS pixels. */
export type Pixel = [px: number, py: number];
/** A window of the surface. */
export type Box = [x0: number, x1: number, y0: number, y1: number];
/** In CSS pixels. */
export type Size = [width: number, height: number];

/** Of the losses on a grid: what `above` counts from, where the colours end, and what is added before a logarithm (0: none). */
export interface Bounds {
  low: number;
  high: number;
  eps: number;
}

/** The kinds of critical points that are marked. */
export type Mark = "best" | "minima" | "saddles" | "maxima" | "bare" | "test";
/** Which loss a set of contour lines shows. */
export type LineKind = "test" | "data" | "penalty";

/** How the numbers of a block are read: their kind, rows and columns, and what they count from. */
export interface BlockHeader {
  name: string;
  dtype: "float32" | "float64" | "uint8" | "drawn";
  shape: number[];
  zero: number;
}

export interface LossGridHeader {
  scale: Omit<Bounds, "low">;
}
/** A loss on a grid: `rows` from the lowest y to the highest, each from the lowest x to the highest, counted from `scale.low`. */
export interface LossGrid {
  grid: [nx: number, ny: number];
  rows: Float32Array[];
  scale: Bounds;
}
export type LinesHeader = LossGridHeader & { kind: LineKind };
export type Lines = LossGrid & { kind: LineKind };

/** Arrows that point downhill: angles on the surface, in radians; `gap` is between two places. */
export interface Arrows {
  places: Point[];
  angles: number[];
  gap: number;
}

/** The axes of the Hessian at a point, as half axes of a level line; `signs` are those of the eigenvalues. */
export interface Hessian {
  point: Point;
  arms: [Point, Point];
  signs: number[];
}

/** Since which step theory forecasts a run, and the rate by which the distance then shrinks. */
export type Forecast = [since: number, rate: number];

/** How a scene is shown: scenes/look.py. */
export interface Look {
  future: boolean;
  overlay: "auto" | "0" | "1";
  lines: "off" | "test" | "parts";
  strengths: boolean;
  field: boolean;
  basins: boolean;
  theory: "off" | "minimum" | "start";
  code: boolean;
  inspect: boolean;
  view3d: boolean;
  logheight: boolean;
  present: boolean;
  speed: number;
  pacing: "step" | "path";
  loop: boolean;
}

/** A button for a setting: the values with which it is pressed, of which it sets the first, and what it sets if it is pressed. */
export interface Switch {
  key: keyof Look;
  title: string;
  help: string;
  on: Look[keyof Look][];
  off: Look[keyof Look];
  /** Whether it has a use in this race. */
  offered: boolean;
}

/** What runs, how it is shown, and what can be switched. */
export interface Scene {
  surface: string;
  /** What somebody has typed, as an equation, "" for a surface that has a name. */
  formula: string;
  story: string;
  note: string;
  recorded: boolean;
  box: Box;
  start: Point;
  steps: number;
  look: Look;
  switches: Switch[];
  /** Whether somebody is typing the surface: sliders wait. */
  draft: boolean;
  /** Whether it could be written as a formula. */
  editable: boolean;
}

/** What is mapped, and how it is shown: scenes/maps.py. */
export interface MapSettings {
  show: "basins" | "rates" | "plane" | "fair";
  n: string;
  shade: "minimum" | "steps" | "loss";
  starts: number;
  fairstarts: number;
  spread: boolean;
  trials: number;
  tuned: "rate" | "memory" | "all";
  seed: number;
  box: Box | null;
  range: Box | null;
}

/** Which method and fields a plane shows: null for the first ones. */
interface Plane {
  of: string | null;
  across: string | null;
  upward: string | null;
}

/** A value of a setting, its title and its tooltip. */
export interface MapChoice {
  key: string;
  title: string;
  help: string;
}

/** A learning rate and a momentum, and by which factor a step then shrinks the distance to the minimum. */
export interface Tuning {
  lr: number;
  momentum: number;
  rate: number;
}

/** What the colours of a map of starts tell. */
export interface MapColours {
  /** The loss at each minimum. */
  heights: number[];
  /** Colours: of minima, and from little to much. */
  minima: string[];
  ramp: string[];
}

/** The part `map` of a packet: player/atlas/packet.py. */
export interface MapHeader extends MapSettings, MapColours {
  /** The method and the two of its fields that are mapped, by their names in an address; null where nobody has two. */
  plane: { of: string; across: string; upward: string } | null;
  choices: { show: MapChoice[]; shade: MapChoice[]; tuned: MapChoice[] };
  sizes: string[];
  /** The curvatures at the lowest minimum, λ₁ ≤ λ₂, and what is best there; null where they tell no rate. */
  theory: {
    point: Point;
    eigenvalues: [number, number];
    /** The largest learning rate at which gradient descent is stable there. */
    limit: number;
    descent: Tuning;
    heavyBall: Tuning;
    quadratic: boolean;
  } | null;
  /** The fields of each method that a map may vary. */
  swept: Record<string, string[]>;
  /** Of the two fields of the plane the best pair by theory, where it knows one. */
  polyak: Record<string, number> | null;
  /** How many starts each map that the server has computed has along a side; null if it has computed none. */
  given: number[] | null;
  /** The names of questions that the server has answered, and how many lanes there are along both axes. */
  answers: { id: string; n: [nx: number, ny: number] }[];
}

/** What the server is asked to map: of racer `k` with other values in some fields, those that vary, and x₀, y₀, x₁, y₁ … */
export interface MapQuestion {
  id: string;
  k: number;
  fixed: Record<string, number>;
  /** Those of one table vary together. */
  fields: Record<string, number[]>[];
  points: number[];
}

export interface MapAnswer {
  id: string;
  result: MapResult;
}

/** A race and what of it is mapped; `results` are maps that the server has computed, of each racer. */
export interface MapPacket extends Race {
  map: MapHeader;
  results: MapResult[] | null;
  answers: MapAnswer[];
}

/** A map of which something is known: what it is for, empty if that is the view itself, and what was run. */
export interface Found {
  name: string;
  job: Pick<MapJob, "k" | "fields" | "starts">;
  result: MapResult;
}

/** What one view of the maps is to the frame around it. */
export interface MapView {
  readonly element: HTMLElement;
  /** Its own controls, which stand beside the choice of views. */
  readonly tools?: HTMLElement;
  /** Called again at each change of data, size or theme. */
  show(packet: MapPacket, pool: Pool | Remote | null): void;
  /** What it has computed, or was given. */
  readonly found: Found[];
  destroy(): void;
}

/** A file that the server is asked for: which kind, under which number, and whether a pasted table may travel in it. */
export interface Wish {
  what: string;
  count: number;
  table: boolean;
}

/** What the player tells the page: a start that moves (`live`) or has moved, another setting, or fields by their names in an address;
 * and the number of the report, which the page repeats. */
export type Report = Partial<
  Look &
    MapSettings &
    Plane & { alone: boolean; wanted: MapQuestion[]; start: Point; live: boolean; count: number; take: Wish } & {
      /** A formula as it stands in its field, whether somebody is typing, one that was chosen instead; whether a surface becomes one. */
      text: string;
      typing: boolean;
      chosen: string;
      formula: boolean;
    }
> & { [field: `${string}.${string}`]: Value };
export type Tell = (what: Report) => void;

/** What became of a run: a number of `Kind` in descent/places.py, since when (negative: never), and where. */
export interface Outcome {
  kind: number;
  step: number;
  x: number;
  y: number;
  /** The kind of the critical point there. */
  near: number;
  radius: number;
  above: number;
}

/** How outcomes of a kind are told, at a critical point of the kind `near`: see figures/words.py. */
export interface OutcomeWords {
  kind: number;
  near: number | null;
  short: string;
  sentence: string;
}

/** A row of the standings: see descent/standings.py. NaN where there is no such number. */
export interface Standing {
  loss: number;
  distance: number;
  reached: number;
  length: number;
  evaluations: number;
  test: number;
  gap: number;
  gradients: number;
  epochs: number;
}

export type Shape = "circle" | "square" | "triangle" | "diamond" | "cross" | "pentagon";

/** How an optimizer is drawn: its colours in light and in dark mode, its dash in pixels, and its marker. */
export interface Style {
  light: string;
  dark: string;
  dash: number[];
  marker: Shape;
  /** Whether it is the second of a pair: its marker is hollow. */
  rival: boolean;
}

export interface RacerHeader extends Style {
  /** Who it is, whatever it is called: `Adam~2`. */
  key: string;
  name: string;
  panel: number;
  last: number;
}

/** Numbers from the server, or computed here. */
export type Floats = Float32Array | Float64Array;

/** One run: its path, its loss above `Race.best` and its test loss, at steps 0 … T; NaN after `last`. */
export interface Racer extends RacerHeader {
  x: Floats;
  y: Floats;
  above: Floats;
  test: Floats | null;
  /** −∇f where each step begins, x and y, and −∇ of what the step sees of f. */
  pulls: Floats[] | null;
  standing: Standing;
  outcome: Outcome;
}

export type ModelKind = "line" | "curve" | "probability" | "score" | "boundary" | "classes";

export interface ExamplesHeader {
  /** Changes with the examples and the batches. */
  digest: string;
  model: ModelKind;
  axes: [across: string, upward: string];
  classes: string[];
  /** Of each class, features × classes. */
  means: number[][];
}

export interface ExampleSet {
  count: number;
  across: Float32Array;
  upward: Float32Array;
  group: Float32Array;
}

export interface Examples extends ExamplesHeader {
  train: ExampleSet;
  test: ExampleSet;
  /** How many bytes name the examples that a step sees; 0 if every step sees all. */
  batch: number;
  /** The numbers of the examples that step `t` sees. */
  seen(t: number): number[];
}

export interface Ramps {
  ramps: { light: string[]; dark: string[] };
}

interface GroundHeader extends LossGridHeader, Ramps {
  /** Changes with the losses, and with nothing else. */
  digest: string;
  lines: LinesHeader[];
  marks: Record<Mark, Point[]>;
}

/** What lies under the paths: the loss, other losses as lines on it, and critical points. */
export interface Ground extends Omit<GroundHeader, "lines" | "scale">, LossGrid {
  lines: Lines[];
  /** Whether the surface has another shape now than its critical points, and the lines of other losses, are told for. */
  stale?: boolean;
}

/** What is drawn over the plots when it is asked for. */
export interface Overlays {
  route: Point[];
  /** Whether it is shown at each racer where all examples point and where those of its step do. */
  pulls: boolean;
  arrows: Arrows | null;
  hessian: Hessian | null;
  forecasts: (Forecast | null)[];
  /** Of the maps of starts under the paths, null where there are none. */
  hues: MapColours | null;
}

/** What an arrow on a plot stands for: the gradient's part of a step, what memory adds, what weight decay takes away, or the step. */
export type ArrowKind = "gradient" | "memory" | "decay" | "step";

/** An arrow of a step: the sum of `terms`, each a factor and the columns that it multiplies. */
export interface StepArrow {
  /** MathML. */
  label: string;
  terms: { factor: number; columns: number[] }[];
  kind: ArrowKind;
  /** Whether it is a direction alone, in other units than the step. */
  scaled: boolean;
}

/** What a step of a racer computes: see player/packing/anatomy.py. */
export interface Anatomy {
  /** The names of its notes, in the order of a row. */
  columns: string[];
  /** The update equations, in MathML. */
  symbols: string;
  /** The same with elements `mn` in a `data-slot` for each note, and `data-number` where a number of the program belongs. */
  numbers: string;
  arrows: StepArrow[];
  /** Whether the other arrows add up to the step. */
  adds: boolean;
}

interface RaceHeader {
  /** Changes with what is played, and with nothing else. */
  digest: string;
  /** The lowest loss that is known, 0 where the surface has no bottom. */
  lowest: number;
  bounded: boolean;
  tolerance: string;
  /** All that are known, marked or not. */
  minima: Point[];
  racers: RacerHeader[];
  /** In the order of their panels. */
  methods: Method[];
  /** The preferred numbers of a decade. */
  series: number[];
  columns: { standings: string[]; outcomes: string[] };
  words: OutcomeWords[];
  /** Of each racer, null if nobody asks, or where the race runs on the server alone. */
  anatomy: Anatomy[] | null;
  /** The colours of arrows, in light and in dark mode. */
  arrows: Record<ArrowKind, [light: string, dark: string]>;
  examples: ExamplesHeader | null;
}

/** What a field may be. */
export type Value = number | string | boolean;

/** A field, `key` in an address, and its places in the program: none where the server alone can change it. */
export interface Field {
  key: string;
  numbers: number[];
  symbol: string;
  title: string;
  help: string;
  low: number;
  high: number;
  /** The lowest value above 0 on a logarithmic scale, 0 on a plain one. */
  least: number;
  whole: boolean;
}

/** A field of a method: a number of the program, or `value`; what it is by default, if that is its own; and what it may be. */
export interface MethodField extends Field {
  value: Value | null;
  usual: Value | null;
  /** Of a choice, and their names. */
  options: Record<string, string>;
}

/** A method and all its fields, that of its learning rate first: see player/packing/methods.py. */
export interface Method {
  key: string;
  name: string;
  fields: [MethodField, ...MethodField[]];
  /** Of its schedule, as SVG. */
  curve: string | null;
}

/** What runs a race here: which module and tables, by their digests, and sliders for the surface. See player/packing/live.py. */
interface LiveHeader {
  code: string;
  tables: string;
  sliders: Field[];
}

export interface Live extends LiveHeader {
  /** All that the module reads, in its order. */
  numbers: Float64Array;
}

/** What the module of a race exports. */
export interface Program {
  /** `numbers` are read anew by each run. */
  make(steps: number, numbers: Float64Array, tables: Float64Array[]): Machine;
}

export interface Machine {
  /**
   * Racer `k` from (x, y). It fills `points` with x₀, y₀, x₁, y₁ …, `losses` with those on the drawn surface and `tests` with
   * those on the test set, if they are shown, at steps 0 … T, NaN after the path has ended; and `told` with the columns of the
   * blocks `standings` and `outcomes`, NaN for what the server alone knows.
   */
  run(
    k: number,
    x: number,
    y: number,
    points: Float64Array,
    losses: Float64Array,
    tests: Float64Array | null,
    told: Float64Array,
  ): void;
  /** The path alone: the number of its last step. `counts` gets how often the loss, its gradient and its Hessian were asked for. */
  paths: ((x: number, y: number, points: Float64Array, counts: Float64Array) => number)[];
  /** What a map tells of a path of racer `k`, seven numbers: see maps/lanes.js. `points` is filled up to the end of the path. */
  lane(k: number, x: number, y: number, points: Float64Array, told: Float64Array): void;
  /**
   * The same of `count` paths, `abreast` of them at most, in WebAssembly where there is any: from `starts` x₀, y₀, x₁, y₁ …; `told` gets
   * seven numbers for each. `choose` sets the numbers of path i, if they are not the same for all.
   */
  lanes(k: number, starts: Float64Array, count: number, told: Float64Array, choose?: (i: number) => void): void;
  /** The same in JavaScript. */
  lanesHere(k: number, starts: Float64Array, count: number, told: Float64Array, choose?: (i: number) => void): void;
  /** Whether the paths of racer `k` run in WebAssembly; varied: with numbers of their own. */
  isSwift(k: number, varied: boolean): boolean;
  /** The last step of a path that was run in WebAssembly. */
  walked(i: number): number | undefined;
  abreast: number;
  /** The loss that is drawn. */
  loss(x: number, y: number): number;
  test(x: number, y: number): number | undefined;
  /** Of the loss that is drawn. */
  gradient(x: number, y: number): Point;
  /**
   * There if they are asked for, for each racer: what the steps from (x, y) compute on their way. Row t − 1 is step t: x and y of each
   * column of `Anatomy`, NaN after the path has ended.
   */
  notes?: ((x: number, y: number, out: Float64Array) => void)[];
}

/** What a machine made of one racer. */
export interface Run {
  x: Float64Array;
  y: Float64Array;
  losses: Float64Array;
  tests: Float64Array | null;
  told: Float64Array;
  last: number;
}

/** Starts on a grid of n × n over a window, edges included, or x₀, y₀, x₁, y₁ … */
export type Starts = { box: Box; n: number } | { points: Float64Array };

/** What varies: its places in the program's numbers, and its values. */
export interface VariedNumber {
  places: number[];
  values: Float64Array;
}

/** A field that varies, and others that take their values with it, as many. */
export interface VariedField extends VariedNumber {
  beside?: VariedNumber[];
}

/**
 * Many runs of racer `k`: all values of the first field, for each of those of the second, for each start. The numbers that do not vary are
 * `numbers`. A new job stops an older one with the same `key`, if it has one.
 */
export interface MapJob {
  k: number;
  numbers: Float64Array;
  starts: Starts;
  fields: VariedField[];
  key?: string;
}

/** What was told of some lanes, seven numbers each: `TOLD` of maps/lanes.js. */
export type MapRows = Float64Array<ArrayBuffer>;

/**
 * What became of nx × ny lanes, the first axis varying fastest. Kind and step as in `Outcome`, −1 for a lane that is not computed yet;
 * the number of the minimum where it stays, −1 for none; end: all x, then all y; the loss there; the first step within the
 * tolerance of a minimum, −1 for none. Lanes whose column and row `stride` divides are known.
 */
export interface MapResult {
  n: [nx: number, ny: number];
  kind: Int8Array;
  step: Int32Array;
  minimum: Int16Array;
  end: Float64Array;
  loss: Float64Array;
  reached: Int32Array;
  stride: number;
}

/** The header of a race, and what there is in its blocks. */
export interface Header {
  scene: Scene;
  ground: GroundHeader;
  race: RaceHeader;
  overlays: Overlays;
  live: LiveHeader | null;
  /** The number of the last report that the server has heard. */
  heard: number | null;
  lesson: Guide | null;
  blocks: BlockHeader[];
}

/** A race with its blocks in their places. */
export interface Race extends Omit<RaceHeader, "racers" | "examples"> {
  scene: Scene;
  ground: Ground;
  overlays: Overlays;
  /** Null where it runs on the server alone. */
  live: Live | null;
  /** The number of the last report that the server has heard. */
  heard: number | null;
  /** Null outside lessons. */
  lesson: Guide | null;
  /** What `Racer.above` counts from. */
  best: number;
  /** Whether the racers have test losses. */
  tested: boolean;
  racers: Racer[];
  examples: Examples | null;
}

/** A formula of lessons/expressions.py: a number, a text, or what a function or operator, named first, makes of the rest. */
export type Goal = number | string | Goal[];

/** What a lesson asks of the player: player/lesson.py. */
export interface Guide {
  place: string;
  run: number;
  goal: Goal | null;
  done: boolean;
}

/** Sizes of numbers at an axis and of names, in pixels, and how many times as thick as at a desk lines are. */
export interface Type {
  tick: number;
  name: number;
  thick: number;
  /** Whether the plots have the window to themselves. */
  full: boolean;
}

export interface Theme extends Type {
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
  /** The picture at `time` of a race that changes in every frame. */
  preview(race: Race, racers: Racer[], time: number, step: number, leader: Racer | null): void;
  /** Other losses under the same paths. */
  refill(race: Race, scale: ColourScale, like: RacePanel | null): void;
  /** Show another window, because somebody zoomed or panned elsewhere. */
  zoom(view: Box): void;
  placeStart(x: number, y: number): void;
  destroy(): void;
}

/** A card of the gallery. */
export interface Card {
  name: string;
  label: string;
  story: string;
  address: string;
  box: Box;
  marks: Record<"best" | "minima", Point[]>;
}

export interface Family {
  name: string;
  story: string;
  cards: Card[];
}

export interface GalleryHeader extends Ramps {
  families: Family[];
}

/** What stands above the plots of a surface that is typed: player/formula.py. */
export interface FormulaHeader {
  /** What the field holds. */
  text: string;
  /** What is wrong with it, empty if nothing is, and from which character to which. */
  problem: string;
  start: number;
  stop: number;
  /** The formula on the plots, and its derivatives, as MathML; what is known of it, in a sentence or two. */
  math: Record<"f" | "gradient" | "hessian", string>;
  facts: string;
  examples: Record<"title" | "story" | "text" | "address", string>[];
  heard: number | null;
  words: Record<string, string>;
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
  /** With `imageDataOnly`, SVG as it is. */
  toImage(
    picture: { data: Trace[]; layout: object; config: object } | HTMLElement,
    as: { format: "svg" | "png"; width: number; height: number; scale?: number; imageDataOnly?: boolean },
  ): Promise<string>;
  purge(element: HTMLElement): void;
}

declare global {
  interface Window {
    Plotly: Plotly;
  }
}
