// The Chromium that the npm package @sparticuz/chromium carries, unpacked once into the target folder.
import { spawnSync } from "node:child_process";
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, createBrotliDecompress } from "node:zlib";

// The machine's fonts, if it has any, and those of the package.
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** Where the browser is, and the environment that it needs. */
export async function bundledChromium() {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const pack = join(dirname(entry), "../..");
  const { version } = JSON.parse(readFileSync(join(pack, "package.json"), "utf8"));
  const folder = fileURLToPath(new URL(`../../target/chromium-${version}`, import.meta.url));
  if (!existsSync(folder)) await unpack(join(pack, "bin"), folder);
  const libraries = [join(folder, "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  return {
    executablePath: join(folder, "chromium"),
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, "fonts.conf") },
  };
}

// Beside the folder first, then renamed: whoever else starts now sees all of it or nothing of it.
async function unpack(source, folder) {
  mkdirSync(join(folder, ".."), { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  try {
    for (const archive of ["al2023", "fonts", "swiftshader"]) {
      const input = brotliDecompressSync(readFileSync(join(source, `${archive}.tar.br`)));
      const { status, error } = spawnSync("tar", ["-x", "--no-same-owner", "-C", draft], { input });
      if (status !== 0) throw new Error(`${archive}.tar.br cannot be unpacked`, { cause: error });
    }
    writeFileSync(join(draft, "fonts.conf"), fonts);
    await pipeline(
      createReadStream(join(source, "chromium.br")),
      createBrotliDecompress(),
      createWriteStream(join(draft, "chromium"), { mode: 0o755 }),
    );
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Somebody else was faster, and what is there is whole.
    if (!existsSync(folder)) throw error;
  }
}
