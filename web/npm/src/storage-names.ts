/** How names of replicas and logs become names of files, and back. */

/** File names hold letters, digits, "_", "-" and escapes as of the function escape(), also for half a surrogate pair. */
export function encoded(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, (unit) => {
    const code = unit.charCodeAt(0).toString(16).toUpperCase();
    return code.length > 2 ? `%u${code.padStart(4, "0")}` : `%${code.padStart(2, "0")}`;
  });
}

/** Nothing for a file name that encoded() does not make. */
export function decoded(file: string): string | undefined {
  const name = file.replace(/%u([0-9A-F]{4})|%([0-9A-F]{2})/g, (_, wide?: string, narrow?: string) =>
    String.fromCharCode(parseInt(wide ?? narrow ?? "", 16)),
  );
  return encoded(name) === file ? name : undefined;
}
