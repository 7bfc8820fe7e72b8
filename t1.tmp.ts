import { inflateModule } from '#core/wasm/inflate-module.ts';
for(let i=0;i<4;i++){let t=performance.now(); const b=inflateModule(); console.log('make inflate',performance.now()-t,b.length);}
