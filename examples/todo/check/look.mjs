// A picture of a page, and what axe, a checker of accessibility, says about it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../web/npm/package.json', import.meta.url));
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const PHONE = { width: 390, height: 844 };

export async function look(page, { file, look }) {
  const usual = page.viewportSize();
  if (look === 'phone') await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light' });
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    document.querySelector('.scroller')?.scrollTo(0, 0);
    document.activeElement?.blur();
  });
  await settled(page);
  await page.screenshot({ path: file, animations: 'disabled' });
  const violations = await examine(page);
  await page.setViewportSize(usual);
  await page.emulateMedia({ colorScheme: 'light' });
  return { violations };
}

/** Two frames after everything that moves has arrived. */
async function settled(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().iterations !== Infinity)
        .map((each) => each.finished),
    );
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    await frame();
  });
}

async function examine(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document);
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help}, ${nodes.length} times, such as ${nodes[0].target}`,
    );
  });
}
