import { resolve } from 'node:path';
import type { PackageReport } from '#core/contract/package-calls.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { receivePackage } from '#host/exchange/packages/receive-package.ts';
import { verifyWhole } from '#host/exchange/packages/verify-package.ts';
import { commonOptions, parse, UsageError } from './arguments.ts';
import { printJson, printWarning } from './print.ts';
import { writesAs } from './writes-as.ts';

/**
 * `bloomline verify <package>`: exit status 0 where it is as it was packed, 3 where something was changed, is
 * missing, was added or is half-copied. With --into it is taken into a workspace, to be read only.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parse(args, { ...commonOptions, into: { type: 'string' } }, true);
  if (positionals.length !== 1) throw new UsageError('verify needs one package');
  const path = resolve(positionals[0]);
  const report = await verifyWhole(path);
  if (!report.intact) process.exitCode = 3;
  if (values.into === undefined || !report.intact) return tell(report, values.json);
  const catalogue = await openCatalogue(resolve(values.into));
  try {
    const taken = await receivePackage(catalogue, writesAs(catalogue), path);
    if (values.json) return printJson({ ...report, taken });
    tell(report, false);
    for (const note of taken.notes ?? []) printWarning(note);
    process.stdout.write(`taken into ${catalogue.directory} as ${taken.file}, to be read only\n`);
  } finally {
    catalogue.close();
  }
}

function tell(report: PackageReport, json: boolean | undefined): void {
  if (json) return printJson(report);
  const { intact, problems, about, journal, signing } = report;
  const lines = about
    ? [
        `${about.approval.number} ${about.name}${about.simulated ? ' · SIMULATED DATA' : ''}`,
        `approved ${about.approval.date} by ${about.approval.reviewedBy}, issued by ${about.approval.issuedBy}, prepared by ${about.approval.preparedBy}`,
        ...(about.approval.supersededBy
          ? [`superseded by ${about.approval.supersededBy.number}: ${about.approval.supersededBy.why}`]
          : []),
        `packed ${about.packed} by ${about.packedBy}, ${about.office}`,
        `seal ${about.seal}`,
        signing ? `${signing.signatures} signatures, office key ${signing.key}` : 'signed before keys',
        ...(signing?.packedBySigned === false ? ['not signed by who packed it'] : []),
        `journal: ${journal?.holds ? 'holds' : 'does not hold'}, ${journal?.lines ?? 0} lines, end ${journal?.head.id} ${journal?.head.hash}`,
      ]
    : [];
  process.stdout.write(
    `${[intact ? 'intact' : 'not as it was packed:', ...problems.map(p => `  ${p}`), ...lines].join('\n')}\n`,
  );
}
