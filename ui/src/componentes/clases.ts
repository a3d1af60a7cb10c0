/** Joins class names, leaving out the absent ones. */
export function clases(
  ...nombres: Array<string | false | null | undefined>
): string {
  return nombres
    .filter((nombre) => typeof nombre === "string" && nombre !== "")
    .join(" ");
}
