// What `lessonpack check --format sarif` printed, against the standard's own
// schema (sarif-schema-2.1.0.json, by OASIS) and what GitHub asks beyond it.
//
//     node sarif.mjs WHERE-IT-IS-INSTALLED LOG...
//
// Together the logs must hold results of every level, a fix and a run that
// failed: a judge who was shown nothing has judged nothing.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [, , installed, ...logs] = process.argv;
const require = createRequire(join(resolve(installed), "package.json"));
const Ajv = require("ajv-draft-04").default;
const addFormats = require("ajv-formats").default;

const here = dirname(fileURLToPath(import.meta.url));
const schema = JSON.parse(await readFile(join(here, "sarif-schema-2.1.0.json"), "utf8"));
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const holds = ajv.compile(schema);

let faults = 0;
const fault = (log, what) => {
  console.log(`${basename(log)}: ${what}`);
  faults += 1;
};
const seen = new Set();
let count = 0;
for (const path of logs) {
  const log = JSON.parse(await readFile(path, "utf8"));
  if (!holds(log)) {
    for (const { instancePath, message } of holds.errors) fault(path, `${instancePath} ${message}`);
    continue;
  }
  if (log.runs.length !== 1) fault(path, `${log.runs.length} runs`);
  const { tool, results, invocations } = log.runs[0];
  const { rules } = tool.driver;
  for (const rule of rules) {
    const texts = [rule.shortDescription?.text, rule.fullDescription?.text, rule.help?.text];
    if (!texts.every(Boolean) || !rule.help.markdown) fault(path, `${rule.id} is not told in full`);
    if (!rule.defaultConfiguration?.level || !rule.properties?.tags?.length)
      fault(path, `${rule.id} has no level or no tag`);
  }
  if (new Set(rules.map(({ id }) => id)).size !== rules.length) fault(path, "a rule stands twice");
  const prints = new Set();
  for (const result of results) {
    count += 1;
    seen.add(result.level);
    if (result.fixes) seen.add("fix");
    const name = `${result.ruleId}, ${result.message.text.split("\n")[0]}`;
    if (rules[result.ruleIndex]?.id !== result.ruleId) fault(path, `${name}: of another rule`);
    const place = result.locations?.[0]?.physicalLocation;
    const uri = place?.artifactLocation?.uri ?? "";
    // A path in the repository, or the whole of one.
    if (!uri || uri.startsWith("/") || (/^[a-z]+:/i.test(uri) && !uri.startsWith("file:///")))
      fault(path, `${name}: the address ${uri}`);
    if (!(place?.region?.startLine >= 1)) fault(path, `${name}: no line`);
    const print = Object.values(result.partialFingerprints ?? {})[0];
    if (!print || prints.has(`${uri} ${result.ruleId} ${print}`))
      fault(path, `${name}: no fingerprint of its own`);
    prints.add(`${uri} ${result.ruleId} ${print}`);
  }
  if (invocations[0].executionSuccessful === false) {
    seen.add("failed run");
    if (!invocations[0].toolExecutionNotifications?.length) fault(path, "it failed without a word");
  }
}
for (const needed of ["error", "warning", "note", "fix", "failed run"])
  if (!seen.has(needed)) fault("all logs", `no ${needed} was there to be judged`);
console.log(`${logs.length} logs, ${count} results: ${faults} ${faults === 1 ? "fault" : "faults"}`);
process.exit(faults === 0 ? 0 : 1);
