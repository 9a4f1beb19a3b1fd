export declare function testsOf(source: string): string[];
export declare function testsOfFolder(folder: string): string[];
