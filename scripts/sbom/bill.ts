import type { Notice } from "./notices.ts";

export interface Component {
  readonly "bom-ref": string;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly scope?: string;
  readonly purl: string;
  readonly licenses?: readonly unknown[];
  readonly [key: string]: unknown;
}

/** A CycloneDX bill of materials, as far as it is read here. */
export interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: Component; readonly [key: string]: unknown };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly [key: string]: unknown;
}

/** What of package.json a bill must agree with. */
export interface Described {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * Completes npm's bill: the packages whose code is carried inside are components of the library itself. Takes out what belongs to
 * the machine or the moment (serial number, time, addresses, the folder's name), so that the same release gives the same bytes.
 */
export function completeBill(bill: Bill, { name, version }: Described, notices: readonly Notice[]): Bill {
  const { serialNumber: _, metadata, components, dependencies, ...rest } = bill;
  const { timestamp: __, ...kept } = metadata;
  const inside = notices.map(
    (notice): Component => ({
      "bom-ref": `${notice.name}@${notice.version}`,
      type: "library",
      name: notice.name,
      version: notice.version,
      scope: "required",
      purl: purlOf(notice.name, notice.version),
      properties: [{ name: "cdx:npm:package:bundled", value: "true" }],
      licenses: [{ license: { id: notice.licence } }],
    }),
  );
  const root = metadata.component["bom-ref"];
  const withInside = [...components.map(withoutAddresses), ...inside].sort((a, b) => (a.purl < b.purl ? -1 : 1));
  return {
    ...rest,
    bomFormat: bill.bomFormat,
    specVersion: bill.specVersion,
    metadata: { ...kept, component: { ...withoutAddresses(metadata.component), name, version } },
    components: withInside,
    dependencies: [
      ...dependencies.map((one) =>
        one.ref === root
          ? { ...one, dependsOn: [...one.dependsOn, ...inside.map((part) => part["bom-ref"])].sort() }
          : one,
      ),
      ...inside.map((part) => ({ ref: part["bom-ref"], dependsOn: [] })),
    ],
  };
}

/** What is wrong with a bill; empty where it can go out. */
export function billProblems(
  bill: Bill,
  { name, version, dependencies }: Described,
  notices: readonly Notice[],
): string[] {
  const { component } = bill.metadata;
  const names = new Set(bill.components.map((one) => one.name));
  const refs = new Set([component, ...bill.components].map((one) => one["bom-ref"]));
  const text = JSON.stringify(bill);
  return [
    ...(bill.bomFormat === "CycloneDX" && /^1\.\d$/.test(bill.specVersion) ? [] : ["it is no CycloneDX 1 bill"]),
    ...(component.name === name && component.version === version ? [] : ["it is of another package or version"]),
    ...[...Object.keys(dependencies), ...notices.map((notice) => notice.name)]
      .filter((needed) => !names.has(needed))
      .map((needed) => `it lacks ${needed}`),
    ...bill.components.flatMap((one) => [
      ...(one.purl === purlOf(one.name, one.version) ? [] : [`${one.name} has no package address`]),
      ...((one.licenses ?? []).length > 0 ? [] : [`${one.name} has no licence`]),
    ]),
    ...(refs.size === bill.components.length + 1 ? [] : ["a component is listed twice"]),
    ...bill.dependencies
      .flatMap(({ ref, dependsOn }) => [ref, ...dependsOn])
      .filter((ref) => !refs.has(ref))
      .map((ref) => `it depends on ${ref}, which it does not list`),
    ...(/"(file|https?):\/\/(?!cyclonedx\.org)|"\/(home|root|tmp|Users|mnt|opt|var)\b/.test(text)
      ? ["it names an address or a path of the machine"]
      : []),
  ];
}

/** The address of an npm package, in the form of package URLs. */
function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

function withoutAddresses({ externalReferences: _, ...component }: Component): Component {
  return component as Component;
}
