"""The JavaScript around the functions that are compiled: of a race, of its maps, and of a module that stands alone."""

MODULE = """\
const FAR = %(far)s;
const beyond = (x, y) => !(Math.abs(x) <= FAR && Math.abs(y) <= FAR);
export const make = (steps, numbers, tables) => {
  let room = null;
  const piece = (source, at, of) => source(steps, numbers, at, tables, of, room);
  const paths = [%(paths)s];
  const loss = %(loss)s, gradient = %(gradient)s, test = %(test)s, tell = %(tell)s;
  const counts = new Float64Array(3);
  const valued = (of, points, last, out) => {
    for (let i = 0; i <= last; i++) out[i] = of(points[2 * i], points[2 * i + 1]);
    out.fill(NaN, last + 1);
  };
%(lane)s  return {
    paths,%(notes)s
    loss,
    gradient,
    test,
    run(k, x, y, points, losses, tests, told) {
      const last = paths[k](x, y, points, counts);
      points.fill(NaN, 2 * last + 2);
      valued(loss, points, last, losses);
      if (tests) valued(test, points, last, tests);
      tell(points, losses, ...counts, told);
      // The point where a path has gone too far, or out of the numbers, is none of its own.
      if (!beyond(points[2 * last], points[2 * last + 1])) return;
      points.fill(NaN, 2 * last);
      losses.fill(NaN, last);
      tests?.fill(NaN, last);
    },
%(lanes)s  };
};
"""


LANE = """\
  const groups = [%(groups)s], glance = %(glance)s;
  const glanced = (points, from, end, tell) => {
    const x = points[from], y = points[from + 1], at = from + 2 * end;
    const spilled = end > 0 && beyond(points[at], points[at + 1]), good = spilled ? at - 2 : at;
    const over = spilled ? loss(points[at], points[at + 1]) : NaN;
    tell(x, y, spilled ? end - 1 : end, spilled, loss(x, y), loss(points[good], points[good + 1]), over);
  };
  const lane = (points, end, told) => glanced(points, 0, end, (x, y, last, over, first, value, spilled) =>
    glance(x, y, points, last, over, first, value, spilled, told));
  // The same in WebAssembly, where there is any, and where a racer can be written so.
  const written = [%(walks)s], walks = [];
  let tellThere;
  const walkOf = (k, varied) => {
    const which = 2 * k + varied;
    if (walks[which] !== undefined) return walks[which];
    try {
      room ??= roomOf();
      tellThere ??= (%(told)s)();
      return walks[which] = steps <= LONGEST ? written[k][+varied]() : null;
    } catch {
      return walks[which] = null;
    }
  };
  let many;
"""
LANES = """\
    abreast: %(abreast)s,
    isSwift: (k, varied) => !!walkOf(k, varied),
    walked: i => room?.end(i),
    lane(k, x, y, points, told) {
      lane(points, paths[k](x, y, points, counts), told);
    },
    lanes(k, starts, count, told, choose) {
      const walk = walkOf(k, !!choose);
      if (!walk) return this.lanesHere(k, starts, count, told, choose);
      room.start(starts, count);
      for (let i = 0; i < (choose ? %(abreast)s : 1); i++) {
        if (i < count) choose?.(i);
        walk.put(i);
      }
      walk.run();
      for (let i = 0; i < count; i++) {
        choose?.(i);
        const points = room.points(i);
        glanced(room.floats, points / 8, room.end(i), (x, y, last, over, first, value, spilled) =>
          tellThere(x, y, points, last, over, first, value, spilled));
        for (let j = 0; j < 7; j++) told[7 * i + j] = room.told(j);
      }
    },
    lanesHere(k, starts, count, told, choose) {
      many ??= Array.from({ length: %(group)s }, () => new Float64Array(2 * steps + 2));
      for (let first = 0; first < count; first += %(group)s) {
        const size = Math.min(%(group)s, count - first), mine = starts.subarray(2 * first, 2 * (first + size));
        const rest = size === %(group)s && !choose && groups[k](mine, many);
        for (let i = 0; i < size; i++) {
          choose?.(first + i);
          const points = many[i], resumed = rest && rest[i + 1], x = mine[2 * i], y = mine[2 * i + 1];
          const alone = rest === false || resumed;
          const end = alone ? paths[k](x, y, points, counts, resumed) : rest ? rest[0] : steps;
          lane(points, end, told.subarray(7 * (first + i), 7 * (first + i + 1)));
        }
      }
    },
"""
"""What a map asks for: beside the paths, and among what is offered."""
ALONE = """\
export const defaults = %(defaults)s;
export const own = %(tables)s;
const places = %(places)s;
const given = (parameters) => {
  const numbers = Float64Array.from(%(numbers)s);
  for (const [name, value] of Object.entries(parameters)) {
    if (!(name in places)) throw new Error(`${name} is no parameter: there are ${Object.keys(places).join(", ")}`);
    numbers[places[name]] = value;
  }
  return numbers;
};
const of = (parameters, data) => make(0, given(parameters), data);
export const descend = (x, y, steps, parameters = defaults, data = own) => {
  const points = new Float64Array(2 * steps + 2), losses = new Float64Array(steps + 1);
  make(steps, given(parameters), data).run(0, x, y, points, losses, null, []);
  return points;
};
export const loss = (x, y, parameters = defaults, data = own) => of(parameters, data).loss(x, y);
export const gradient = (x, y, parameters = defaults, data = own) => of(parameters, data).gradient(x, y);
"""
