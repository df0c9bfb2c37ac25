// The Open XML SDK, compiled to WebAssembly, on every .pptx and .docx.
//
//     node sdk.mjs WHERE-IT-IS-INSTALLED COPIES
//
// One process for all files: starting the run time costs more than a file. Run
// it on copies; it says so if it changed one.
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [, , installed, root] = process.argv;
const require = createRequire(join(resolve(installed), "package.json"));
// The package has no CommonJS entry, so its place is found by hand.
const entry = join(
  require.resolve.paths("@ooxml-tools/validate")[0],
  "@ooxml-tools/validate/dist/npm/index.js",
);
const { default: validate } = await import(pathToFileURL(entry));

const files = (await readdir(root, { recursive: true }))
  .map((name) => join(root, name))
  .filter((path) => [".pptx", ".docx"].includes(extname(path)))
  .sort();
if (files.length === 0) {
  console.log("no .pptx or .docx file to look at");
  process.exit(1);
}

const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");
let count = 0;
const finding = (path, what) => {
  console.log(`${relative(root, path)}: ${what}`);
  count += 1;
};
for (const path of files) {
  const bytes = await readFile(path);
  const before = sum(bytes);
  try {
    // A package that the SDK refuses comes as an exception, not as a finding.
    for (const found of await validate(bytes, extname(path).slice(1), "Microsoft365")) {
      const { partUri, xpath } = found.path ?? {};
      finding(path, `${partUri ?? ""}${xpath ?? ""}: ${found.id}: ${found.description}`);
    }
  } catch (why) {
    const message = String(why?.message ?? why).split("\n")[0];
    finding(path, `the SDK cannot open it: ${message}`);
  }
  if (sum(await readFile(path)) !== before) finding(path, "was changed by the SDK");
}
console.log(`${files.length} files: ${count} ${count === 1 ? "finding" : "findings"}`);
process.exit(count === 0 ? 0 : 1);
