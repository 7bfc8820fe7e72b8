import fc from 'fast-check';

/** Properties try the same cases in every run of the suite; `npm run campaign` hands over other seeds. */
fc.configureGlobal({ seed: Number(process.env.BLOOMLINE_SEED ?? 20261121) });
