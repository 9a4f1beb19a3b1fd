import { pick, type Random } from "../../test/support/random-case.ts";
import { strangeKeys, strangeValue } from "./strange.ts";

/** A place in a value: a key of an object, or a position of a list. */
interface Place {
  readonly owner: Record<string, unknown> | unknown[];
  readonly key: string | number;
}

/** A copy of lists and plain objects; everything else is handed on. Not recursive: inputs may be deep. */
export function copyOf<T>(root: T): T {
  const box: { root?: unknown } = {};
  const waiting: { readonly from: unknown; readonly place: Place }[] = [
    { from: root, place: { owner: box, key: "root" } },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { from, place } = next;
    if (!isOpen(from)) put(place, from);
    else {
      const owner: Place["owner"] = Array.isArray(from) ? [] : {};
      put(place, owner);
      for (const key of Object.keys(from))
        waiting.push({ from: (from as Record<string, unknown>)[key], place: { owner, key } });
    }
  }
  return box.root as T;
}

function isOpen(value: unknown): value is object {
  if (Array.isArray(value)) return true;
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A random place, by preference deep. */
function placeIn(root: unknown, random: Random): Place | undefined {
  let place: Place | undefined;
  let value = root;
  for (let depth = 0; isOpen(value) && depth < 12; depth += 1) {
    const keys = Object.keys(value);
    if (keys.length === 0) break;
    place = { owner: value as Place["owner"], key: pick(keys, random) };
    value = (place.owner as Record<string | number, unknown>)[place.key];
    if (random() < 0.2) break;
  }
  return place;
}

/** Sets an own property whatever its name: `__proto__` too. */
function put({ owner, key }: Place, value: unknown): void {
  Object.defineProperty(owner, key, { value, writable: true, enumerable: true, configurable: true });
}

const read = ({ owner, key }: Place): unknown => (owner as Record<string | number, unknown>)[key];

type Change = (box: { root: unknown }, random: Random, json: boolean) => void;

const changes: readonly Change[] = [
  function dropIt(box, random) {
    const place = placeIn(box, random);
    if (place === undefined || place.owner === box) return;
    if (Array.isArray(place.owner)) place.owner.splice(Number(place.key), 1);
    else delete place.owner[place.key];
  },
  function putSomethingStrange(box, random, json) {
    const place = placeIn(box, random);
    if (place !== undefined) put(place, strangeValue(random, json));
  },
  function wrapIt(box, random) {
    const place = placeIn(box, random);
    if (place !== undefined) put(place, random() < 0.5 ? [read(place)] : { [pick(strangeKeys, random)]: read(place) });
  },
  function repeatIt(box, random) {
    const place = placeIn(box, random);
    if (place !== undefined && Array.isArray(place.owner)) place.owner.push(copyOf(read(place)));
  },
  function addStrangeKey(box, random, json) {
    const place = placeIn(box, random);
    const owner = place === undefined ? undefined : isOpen(read(place)) ? read(place) : place.owner;
    if (owner !== undefined && owner !== box && !Array.isArray(owner))
      put({ owner: owner as Place["owner"], key: pick(strangeKeys, random) }, strangeValue(random, json));
  },
  function takeAnother(box, random) {
    const [one, other] = [placeIn(box, random), placeIn(box, random)];
    if (one !== undefined && other !== undefined && other.owner !== box) put(one, copyOf(read(other)));
  },
  function listForObject(box, random) {
    const place = placeIn(box, random);
    const value = place === undefined ? undefined : read(place);
    if (place !== undefined && isOpen(value))
      put(place, Array.isArray(value) ? { ...value } : (Object.values(value) as unknown[]));
  },
];

/** A copy of a value with up to `most` random changes; with `json` everything that comes in is JSON. */
export function mutated(value: unknown, random: Random, most: number, json: boolean): unknown {
  const box = { root: copyOf(value) };
  for (let left = Math.floor(random() * (most + 1)); left > 0; left -= 1) pick(changes, random)(box, random, json);
  return box.root;
}
