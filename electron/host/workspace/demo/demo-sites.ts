import type { NewSite } from '#host/catalogue/sites.ts';

interface DemoSite {
  site: Omit<NewSite, 'simulated'>;
  observations: { time: string; values: { parameter: string; value: number }[] }[];
}

/** Water plots: name, column, row, then per date chlorophyll-a, algal density, Secchi depth, TP, TN, CODMn. */
const waterPlots: [string, number, number, number[][]][] = [
  [
    '西湖心',
    360,
    430,
    [
      [18, 4.2e6, 0.8, 0.06, 1.2, 4.1],
      [96, 6.4e7, 0.3, 0.14, 2.1, 7.2],
    ],
  ],
  [
    '西北湾',
    330,
    330,
    [
      [24, 6.8e6, 0.6, 0.07, 1.4, 4.6],
      [142, 1.2e8, 0.2, 0.18, 2.6, 8.3],
    ],
  ],
  [
    '湖心',
    560,
    450,
    [
      [9, 1.1e6, 1.1, 0.04, 0.9, 3.4],
      [31, 1.3e7, 0.7, 0.08, 1.5, 5.0],
    ],
  ],
  [
    '北岸',
    560,
    260,
    [
      [12, 1.8e6, 0.9, 0.05, 1.0, 3.7],
      [44, 2.4e7, 0.5, 0.09, 1.6, 5.4],
    ],
  ],
  [
    '东湖心',
    760,
    470,
    [
      [7, 8.0e5, 1.4, 0.03, 0.8, 3.0],
      [14, 3.1e6, 1.0, 0.05, 1.1, 3.8],
    ],
  ],
  [
    '南岸取水口',
    600,
    640,
    [
      [8, 9.0e5, 1.2, 0.03, 0.8, 3.2],
      [17, 3.9e6, 0.9, 0.05, 1.1, 4.0],
    ],
  ],
  [
    '东北湾',
    770,
    306,
    [
      [7, 7.0e5, 1.3, 0.03, 0.8, 3.1],
      [9, 1.4e6, 1.2, 0.04, 0.9, 3.3],
    ],
  ],
  [
    '东岸',
    835,
    414,
    [
      [6, 6.0e5, 1.4, 0.03, 0.7, 2.9],
      [8, 1.1e6, 1.3, 0.03, 0.8, 3.2],
    ],
  ],
  [
    '南湖心',
    640,
    600,
    [
      [9, 1.0e6, 1.1, 0.04, 0.9, 3.3],
      [11, 1.9e6, 1.0, 0.04, 1.0, 3.5],
    ],
  ],
  [
    '北湾',
    488,
    225,
    [
      [11, 1.5e6, 0.9, 0.05, 1.0, 3.6],
      [12, 2.2e6, 0.9, 0.05, 1.0, 3.7],
    ],
  ],
  [
    '西南湾',
    358,
    523,
    [
      [22, 5.9e6, 0.7, 0.07, 1.3, 4.4],
      [118, 8.7e7, 0.2, 0.16, 2.3, 7.6],
    ],
  ],
  [
    '中湖西',
    488,
    458,
    [
      [14, 2.6e6, 0.9, 0.05, 1.1, 3.9],
      [63, 3.6e7, 0.4, 0.11, 1.8, 6.1],
    ],
  ],
];
const waterParameters = [
  'chlorophyll-a',
  'algal-density',
  'secchi-depth',
  'total-phosphorus',
  'total-nitrogen',
  'permanganate-index',
];
const waterTimes = ['2024-07-22T10:30:00+08:00', '2025-07-18T10:20:00+08:00'];

/** Land plots: name, kind, column, row, then per date vegetation cover (%) and leaf area index. */
const landPlots: [string, string, number, number, number[][]][] = [
  [
    '松岗 01 号样地',
    'forest-plot',
    150,
    140,
    [
      [86, 4.1],
      [9, 0.3],
    ],
  ],
  [
    '青峦 01 号样地',
    'forest-plot',
    1040,
    130,
    [
      [88, 4.4],
      [89, 4.5],
    ],
  ],
  [
    '芦湾 01 号样地',
    'wetland-plot',
    170,
    745,
    [
      [74, 3.0],
      [12, 0.4],
    ],
  ],
  [
    '南坡核查点 1',
    'check-point',
    1000,
    700,
    [
      [81, 3.6],
      [10, 0.3],
    ],
  ],
];
const landParameters = ['vegetation-cover', 'leaf-area-index'];
const landTimes = ['2024-07-25T09:00:00+08:00', '2025-07-21T09:30:00+08:00'];

/** The demonstration's ground plots; values are made up to fit the simulated scenes. */
export function demoSites(toLonLat: (col: number, row: number) => [number, number]): DemoSite[] {
  const observed = (times: string[], parameters: string[], rows: number[][]) =>
    rows.map((row, i) => ({
      time: times[i],
      values: row.map((value, p) => ({ parameter: parameters[p], value })),
    }));
  const place = (col: number, row: number) => {
    const [lon, lat] = toLonLat(col, row);
    return { lon, lat, note: '模拟数据 simulated data' };
  };
  return [
    ...waterPlots.map(([name, col, row, rows]) => ({
      site: { name, kind: 'water-plot', ...place(col, row) },
      observations: observed(waterTimes, waterParameters, rows),
    })),
    ...landPlots.map(([name, kind, col, row, rows]) => ({
      site: { name, kind, ...place(col, row) },
      observations: observed(landTimes, landParameters, rows),
    })),
  ];
}
