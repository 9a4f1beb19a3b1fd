// Peers that bring no types, as far as they are used here.
declare module "json-logic-js" {
  const jsonLogic: { readonly apply: (logic: unknown, data: unknown) => unknown };
  export default jsonLogic;
}
