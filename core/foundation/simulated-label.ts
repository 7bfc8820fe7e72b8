/** In both languages: a file may travel without its sheet. */
export const simulatedLabel = '模拟数据 SIMULATED DATA';
