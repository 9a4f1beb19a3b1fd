export declare function turnTo(source: string): void;
export declare function testsOfTurn(): string[] | undefined;
export declare function remember(killedBy: string | readonly string[]): void;
export declare function killsBy(testFile: string): number;
