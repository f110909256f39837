import { afterAll, beforeAll, describe, test } from 'vitest';
import type { View } from '../harness/browser.ts';
import type { Means } from '../harness/hands.ts';
import { openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';

/* A draft in four roles: drafted, reviewed, objected to by whom is consulted, decided. */

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

/** The drafter of journey-approval does it on a phone without script. */
const WAYS: readonly (readonly [View, Means])[] = [['at 1280 px', 'by keyboard alone']];
const LIST = '/staff/decisions';

describe.each(WAYS)('%s, %s', (view, means) => {
  test('a draft goes its route to the vice-mayor, with the objection of who was consulted', async () => {
    const title = `窓口用端末の購入について（${means}）`;
    const as = async (name: string) => {
      const person = await hall.anybody(view, means);
      await signIn(person, STAFF, name);
      return person;
    };
    const clerk = await as('佐藤 健');
    await clerk.visit(LIST);
    await clerk.follow('起案する');
    await clerk.press('保存して経路を確かめる', 422);
    await clerk.isToldToMend('件名を入力してください', '伺いの内容を入力してください');
    await clerk.pick('種類', '契約・支出');
    await clerk.type('件名', title);
    await clerk.type('伺いの内容', '端末12台を購入してよろしいか伺います。');
    await clerk.type('金額', '960,000');
    await clerk.type('予算科目', '2款1項7目 情報管理費');
    await clerk.press('保存して経路を確かめる');
    await clerk.sees('デモ用の決裁規程', '合議', '高橋 誠');
    await clerk.press('この経路で回議に出す');
    await clerk.sees('回議に出しました', '回議中');
    const draft = new URL(clerk.page.url()).pathname.replace(/^\/[^/]+/, '');

    const deputy = await as('田中 葵');
    await deputy.visit(draft);
    await deputy.press('承認する');
    const head = await as('鈴木 美咲');
    await head.visit(LIST);
    await head.sees(title);
    await head.visit(draft);
    await head.press('承認する');
    await deputy.visit(draft);
    await deputy.page.getByText('異議を述べる').click();
    await deputy.press('異議を付けて回答する', 422);
    await deputy.isToldToMend('異議の内容を入力してください');
    await deputy.type('異議の内容', '端末の管理台帳を添えてください。');
    await deputy.press('異議を付けて回答する');

    const vice = await as('高橋 誠');
    await vice.visit(draft);
    await vice.sees('異議あり', '端末の管理台帳を添えてください。');
    await vice.press('決裁する');
    await vice.sees('決裁済み');
    await clerk.visit(`${LIST}/mine`);
    await clerk.sees(title, '決裁済み');
    for (const path of ['/staff/organization', '/staff/absences', `${LIST}/delegations`])
      await clerk.visit(path);
    for (const person of [clerk, deputy, head, vice]) await person.leave();
  }, 240_000);
});
