import { type Cell, unknownCell } from "../../logic/cell.ts";

/** Cases that are evaluated together: each has one bit of every word, its lane. */
export const laneCount = 32;

/** A case with more veins is left to the advisor: every vein of the longest case costs the whole block a round. */
export const maxVeins = 64;

/**
 * A plane: one bit per case. Planes of the patient and the follow-up stand once; those of veins once for each round, the first
 * round holding the first vein of every case, the second the second, so that a vein's bit is its patient's.
 */
export interface Place {
  readonly ofVein: boolean;
  readonly index: number;
}

/** The planes of up to 32 cases, filled while the cases are read. */
export class Block {
  readonly shared: Int32Array;
  readonly veins: Int32Array;
  /** Planes in one round. */
  readonly stride: number;
  /** Values that are worked with as such: those that derived facts compare, column by column. */
  readonly cells: Cell[];
  /** Lanes whose case has a vein in the round. */
  readonly present = new Int32Array(maxVeins);
  /** Rounds in use: the number of veins of the longest case. */
  rounds = 0;
  /** Lanes whose case has a follow-up. */
  followUps = 0;

  constructor(sharedPlanes: number, veinPlanes: number, cellColumns: number) {
    this.shared = new Int32Array(sharedPlanes);
    this.stride = veinPlanes;
    this.veins = new Int32Array(veinPlanes * maxVeins);
    this.cells = new Array<Cell>(cellColumns * laneCount).fill(unknownCell);
  }

  clear(): void {
    this.shared.fill(0);
    this.veins.fill(0, 0, this.rounds * this.stride);
    this.present.fill(0, 0, this.rounds);
    this.cells.fill(unknownCell);
    this.rounds = 0;
    this.followUps = 0;
  }

  word({ ofVein, index }: Place, round: number): number {
    return (ofVein ? this.veins[round * this.stride + index] : this.shared[index]) as number;
  }

  /** Sets the bits of a plane. */
  mark({ ofVein, index }: Place, round: number, bits: number): void {
    if (ofVein) this.veins[round * this.stride + index] = this.word({ ofVein, index }, round) | bits;
    else this.shared[index] = (this.shared[index] as number) | bits;
  }

  /** Keeps a value for the cases of some lanes. */
  keep(column: number, lanes: number, cell: Cell): void {
    for (let lane = 0; lane < laneCount; lane += 1)
      if (((lanes >>> lane) & 1) === 1) this.cells[column * laneCount + lane] = cell;
  }

  /** The value of a column that was kept for a lane; unknown where none was. */
  kept(column: number, lane: number): Cell {
    return this.cells[column * laneCount + lane] as Cell;
  }
}
