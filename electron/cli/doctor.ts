import { inEnglish } from '#core/words/said.ts';
import { createCanvas } from '@napi-rs/canvas';
import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { demoFolder } from '#host/workspace/demo-folder.ts';
import { softwareVersion } from '#host/files/software-version.ts';
import { doctor } from '#host/catalogue/doctor.ts';
import { indices, sensors } from '#host/files/resources.ts';
import { bloomRules, redlineRules } from '#host/run/rules/rules.ts';
import { commonOptions, parse } from './arguments.ts';
import { printJson } from './print.ts';

interface Check {
  name: string;
  ok: boolean;
  detail: string;
}

/** `bloomline doctor`: the program's own parts and a workspace, each with what is wrong. Exit status 1 on an error. */
export async function run(args: string[]): Promise<void> {
  const { values } = parse(args, { ...commonOptions, workspace: { type: 'string' } });
  const checks: Check[] = [
    check('node', () => {
      if (Number(process.versions.node.split('.')[0]) < 24)
        throw new Error(inEnglish('doctor.older-node', { version: process.version }));
      return process.version;
    }),
    check('bloomline', softwareVersion),
    check('sensor tables', () => `${sensors().length}`),
    check('index tables', () => `${indices().length}`),
    check('rules', () => [bloomRules().areaShareGrade.id, redlineRules().vegetationCover.id].join(', ')),
    check('SQLite', () => {
      const db = new Database(':memory:');
      try {
        return String(db.prepare('select sqlite_version()').pluck().get());
      } finally {
        db.close();
      }
    }),
    check('drawing', () => {
      const { width } = createCanvas(2, 1);
      return inEnglish('doctor.canvas', { width });
    }),
  ];
  const workspace = values.workspace ? resolve(values.workspace) : demoFolder();
  if (values.workspace || existsSync(join(workspace, 'catalogue.gpkg'))) {
    const findings = await doctor(workspace);
    for (const { severity, message } of findings)
      checks.push({
        name: `workspace ${workspace}`,
        ok: severity !== 'error',
        detail: `${severity}: ${message}`,
      });
    if (findings.length === 0)
      checks.push({ name: `workspace ${workspace}`, ok: true, detail: inEnglish('doctor.in-order') });
  }
  const ok = checks.every(c => c.ok);
  if (values.json) printJson({ ok, checks });
  else
    for (const { name, ok: good, detail } of checks)
      process.stdout.write(`${good ? 'ok  ' : 'BAD '} ${name}: ${detail}\n`);
  if (!ok) process.exitCode = 1;
}

function check(name: string, run: () => string): Check {
  try {
    return { name, ok: true, detail: run() };
  } catch (error) {
    return { name, ok: false, detail: (error as Error).message };
  }
}
