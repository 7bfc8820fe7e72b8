export const reportFormats = ['docx', 'pdf', 'xlsx', 'md'] as const;
export type ReportFormat = (typeof reportFormats)[number];
