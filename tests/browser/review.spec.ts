import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

const pin = '739155';

/** Signs somebody in, whoever sits there. */
async function sit(window: Page, name: string): Promise<void> {
  await window.getByTestId('person').click();
  const dialog = window.getByRole('dialog', { name: '人员与登录' });
  const out = dialog.getByRole('button', { name: '退出登录' });
  const into = dialog.getByRole('button', { name: '登录', exact: true });
  await expect(out.or(into)).toBeVisible();
  if (await out.isVisible()) await out.click();
  await expect(into).toBeVisible();
  const person = dialog.getByLabel('人员', { exact: true });
  const option = person.locator('option', { hasText: name });
  await person.selectOption((await option.getAttribute('value'))!);
  await dialog.getByLabel('PIN', { exact: true }).fill(pin);
  await into.click();
  await expect(dialog).toBeHidden();
  await expect(window.getByTestId('person')).toContainText(name);
}

async function addPerson(window: Page, name: string, role: string | null): Promise<void> {
  const dialog = window.getByRole('dialog', { name: '人员与登录' });
  const form = dialog.locator('form.card');
  await form.getByLabel('姓名').fill(name);
  if (role) await form.getByLabel('角色').selectOption({ label: role });
  await form.getByLabel('PIN（至少 6 位）').fill(pin);
  await form.getByRole('button', { name: '添加人员' }).click();
  await expect(dialog.getByLabel(`${name} 的角色`)).toBeVisible();
}

async function assess(window: Page): Promise<void> {
  await window.getByRole('tab', { name: '水华' }).click();
  const zone = window.locator('.zone-picker input[type=checkbox]').first();
  await zone.check();
  await window.getByRole('button', { name: '统计', exact: true }).click();
  await expect(window.getByTestId('bloom-result')).toHaveCount(0);
  await window.getByRole('button', { name: '评估并保存' }).click();
  await expect(window.getByTestId('bloom-result')).toBeVisible();
}

async function openInbox(window: Page, state: string): Promise<void> {
  await window.getByRole('tab', { name: '审核' }).click();
  await window.getByRole('radio', { name: new RegExp(`^${state} [1-9]`) }).click();
  await window.getByRole('list', { name: '收件箱' }).getByRole('button').first().click();
  await expect(window.getByTestId('review-detail')).toBeVisible();
}

const stateIs = (window: Page, state: string) =>
  expect(window.getByTestId('review-detail').getByRole('heading').first()).toContainText(state);

// People who sign in are there for good.
test.use({ ownHost: 'review' });

test('an assessment goes through the review: returned with a pinned comment, approved, superseded', async ({
  window,
  host,
}) => {
  // The other office packs meanwhile.
  const other = join(host.folder, 'other-office');
  mkdirSync(other);
  const making = spawn(process.execPath, ['tests/host/exchange/packages/make-package.ts', other], {
    stdio: 'ignore',
  });
  const packed = new Promise(resolve => making.once('exit', resolve));
  await test.step('people are set up; the first one is an administrator', async () => {
    await window.getByRole('button', { name: '设置人员' }).first().click();
    await addPerson(window, '赵管', null);
    await addPerson(window, '李析', '分析员');
    await addPerson(window, '王审', '审核人');
    await expect(window.getByLabel('赵管 的角色')).toHaveValue('admin');
    await window
      .getByRole('dialog', { name: '人员与登录' })
      .getByRole('button', { name: '关闭' })
      .first()
      .click();
  });

  await test.step('the analyst assesses and submits, and may not approve', async () => {
    await sit(window, '李析');
    await assess(window);
    await openInbox(window, '草稿');
    await window.getByRole('button', { name: '送审' }).click();
    await stateIs(window, '待审');
    await expect(window.getByRole('button', { name: '通过', exact: true })).toBeDisabled();
    await expect(window.getByTestId('review-detail')).toContainText('分析员无权');
  });

  await test.step('the reviewer sees checks and recipe, pins a comment to a place and returns it', async () => {
    await sit(window, '王审');
    await openInbox(window, '待审');
    const checks = window.getByRole('list', { name: '程序检查' });
    await expect(checks.locator('[data-check=sums]')).toHaveAttribute('data-outcome', 'pass');
    await expect(checks.locator('[data-check=patches]')).toHaveAttribute('data-outcome', 'pass');
    await expect(window.getByRole('list', { name: '计算过程' })).toContainText('的像元为水华');
    // The map shows what was made: its index above its threshold, with the mask of then.
    const made = /(\S+) 大于 (\S+) 的像元为水华/.exec(
      (await window.getByRole('list', { name: '计算过程' }).textContent())!,
    )!;
    await expect(window.locator('.layer-options .ramp')).toContainText(
      `${made[1].replace(/^.*。/, '')} > ${Number(made[2]).toFixed(3)}`,
    );
    await window.getByRole('button', { name: '重新计算并比较' }).click();
    await expect(window.getByTestId('rerun')).toContainText(/(^|[^不])一致：/);
    await window.getByLabel('新批注').fill('东岸水华范围偏大，请核对');
    await window.getByLabel('针对').selectOption({ index: 3 });
    await window.getByRole('button', { name: '在地图上指定位置' }).click();
    const map = window.getByTestId('map');
    const box = (await map.boundingBox())!;
    await map.click({ position: { x: box.width / 2, y: box.height / 2 } });
    await expect(
      window.locator('.new-comment').getByRole('button', { name: /^\d+\.\d{5}, \d+\.\d{5}$/ }),
    ).toBeVisible();
    await window.getByRole('button', { name: '添加批注' }).click();
    await expect(window.getByRole('list', { name: '批注' }).getByText('东岸水华范围偏大')).toBeVisible();
    await expect(window.getByRole('button', { name: '通过', exact: true })).toBeDisabled();
    await expect(window.getByRole('button', { name: '退回' })).toBeDisabled();
    await window.getByLabel('说明').fill('见批注');
    await window.getByRole('button', { name: '退回' }).click();
    await stateIs(window, '退回');
  });

  await test.step('the analyst finds it, answers and submits again', async () => {
    await sit(window, '李析');
    await expect(window.getByRole('tab', { name: /审核/ }).locator('.tab-badge')).toHaveText('1');
    await openInbox(window, '退回');
    await expect(window.getByRole('list', { name: '经过' })).toContainText('见批注');
    await window.getByLabel('回复批注 1').fill('已核对实测');
    await window.getByRole('button', { name: '回复', exact: true }).click();
    await expect(window.locator('.comment-reply')).toContainText('已核对实测');
    await expect(window.getByRole('button', { name: '标为已解决' })).toHaveCount(0);
    await window.getByRole('button', { name: '送审' }).click();
    await stateIs(window, '待审');
  });

  let number = '';
  await test.step('the reviewer resolves and approves: number, date and names', async () => {
    await sit(window, '王审');
    await openInbox(window, '待审');
    await window.getByRole('button', { name: '标为已解决' }).click();
    await expect(window.getByText('王审 已解决')).toBeVisible();
    await window.getByLabel('签发').fill('陈签');
    await window.getByRole('button', { name: '通过', exact: true }).click();
    await stateIs(window, '通过');
    const approval = window.getByTestId('approval');
    await expect(approval).toContainText('陈签');
    number = /BL-\d{4}-0001/.exec((await approval.textContent())!)![0];
    await window.getByRole('radio', { name: '图幅' }).click();
    await expect(window.getByTestId('sheet-preview').getByRole('img')).toBeVisible();
  });

  await test.step('the export shows number and names; it can be removed no more', async () => {
    await sit(window, '李析');
    await window.getByRole('tab', { name: '成图' }).click();
    await expect(window.getByRole('button', { name: /^删除评估/ }).first()).toBeDisabled();
    for (const box of await window.locator('.products input').all()) await box.setChecked(false);
    await window.locator('.products').getByLabel(/CSV/).check();
    const folder = join(host.folder, 'signed');
    await window.getByLabel('文件夹', { exact: true }).fill(folder);
    await window.getByRole('button', { name: '导出', exact: true }).click();
    await expect(window.getByTestId('exported')).toBeVisible();
    const csv = readdirSync(folder).find(name => name.endsWith('.csv'))!;
    const text = readFileSync(join(folder, csv), 'utf8');
    for (const word of [number, '李析', '王审', '陈签']) expect(text).toContain(word);
  });

  await test.step('it is packed; a package of another office is taken, to be read only, and once', async () => {
    await openInbox(window, '通过');
    await window.getByLabel('发出单位').fill('湖区监测站');
    await window.getByLabel('保存到', { exact: true }).fill(host.folder);
    await window.getByRole('button', { name: '打包', exact: true }).click();
    await expect(window.getByText(/^已写入 BL-.*\.zip，封印/)).toBeVisible();
    expect(await packed).toBe(0);
    const take = async () => {
      await window.getByRole('button', { name: '导入成果包…' }).click();
      const picker = window.getByRole('dialog', { name: '选择成果包' });
      await picker.getByRole('textbox').first().fill(join(other, 'package.zip'));
      await picker.getByRole('button', { name: '选用', exact: true }).click();
    };
    await take();
    const received = window.getByTestId('received');
    await expect(received).toContainText('王审');
    await expect(received.getByRole('img')).toBeVisible();
    await expect(window.getByRole('dialog')).toContainText('来自 太湖监测中心');
    await window.getByRole('dialog').getByRole('button', { name: '关闭' }).first().click();
    await take();
    await expect(window.getByText(/此成果包已于 .* 导入/)).toBeVisible();
    await expect(window.getByRole('list', { name: '收到的成果包' }).getByRole('listitem')).toHaveCount(1);
  });

  await test.step('a newer one supersedes it, with a reason', async () => {
    await assess(window);
    await openInbox(window, '草稿');
    await window.getByRole('button', { name: '送审' }).click();
    await stateIs(window, '待审');
    await sit(window, '王审');
    await openInbox(window, '待审');
    await window.getByLabel('对比', { exact: true }).selectOption({ index: 1 });
    await expect(window.getByText('两项评估使用同一景影像')).toBeVisible();
    await expect(window.locator('.swipe-before')).toContainText(/^旧 /);
    await expect(window.locator('.swipe-after')).toContainText(/^新 /);
    await window.getByRole('button', { name: '通过', exact: true }).click();
    await stateIs(window, '通过');
    const inbox = window.getByRole('list', { name: '收件箱' });
    await inbox.getByRole('button', { name: new RegExp(number) }).click();
    await expect(window.getByTestId('approval')).toContainText(number);
    await window.getByLabel('说明').fill('阈值更正');
    await window.getByRole('button', { name: '替代', exact: true }).click();
    await stateIs(window, '被替代');
    await expect(window.getByTestId('approval')).toContainText('阈值更正');
  });
});
