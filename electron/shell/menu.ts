import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/** A small menu in the system's language; the rest of the program is in the window. */
export function installMenu(): void {
  const chinese = app.getLocale().startsWith('zh');
  const word = (zh: string, en: string) => (chinese ? zh : en);
  const template: MenuItemConstructorOptions[] = [
    { label: word('文件', 'File'), submenu: [{ role: 'quit', label: word('退出', 'Quit') }] },
    {
      label: word('编辑', 'Edit'),
      submenu: [
        { role: 'cut', label: word('剪切', 'Cut') },
        { role: 'copy', label: word('复制', 'Copy') },
        { role: 'paste', label: word('粘贴', 'Paste') },
        { role: 'selectAll', label: word('全选', 'Select all') },
      ],
    },
    {
      label: word('视图', 'View'),
      submenu: [
        { role: 'resetZoom', label: word('实际大小', 'Actual size') },
        { role: 'zoomIn', label: word('放大', 'Zoom in') },
        { role: 'zoomOut', label: word('缩小', 'Zoom out') },
        { type: 'separator' },
        { role: 'togglefullscreen', label: word('全屏', 'Full screen') },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
