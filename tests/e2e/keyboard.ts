// A person without a mouse: the keys, and what a screen reader is told of the place they have led to. Roles and names are those
// of the browser's own accessibility tree.
import { type CDPSession, type Page } from '@playwright/test';
import { expect } from './support';

type Heard = { role: string; name: string };

export class Keyboard {
  private constructor(readonly page: Page, private readonly tree: CDPSession) {}

  static async at(page: Page): Promise<Keyboard> {
    const tree = await page.context().newCDPSession(page);
    // What is said aloud, in order: each new text in a live region, and each notice that comes up as one.
    await page.evaluate(() => {
      const said: string[] = ((globalThis as any).shinchokuTestSaid = []);
      new MutationObserver((changes) => {
        const LIVE = '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]';
        const say = (live: Element | null | undefined) => {
          const text = live?.textContent?.trim();
          if (text && said.at(-1) !== text) said.push(text);
        };
        for (const { target, addedNodes } of changes) {
          say((target instanceof Element ? target : target.parentElement)?.closest(LIVE));
          for (const node of addedNodes) {
            if (!(node instanceof Element)) continue;
            if (node.matches(LIVE)) say(node);
            node.querySelectorAll(LIVE).forEach(say);
          }
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    return new Keyboard(page, tree);
  }

  /** What a screen reader says of the place of the focus. */
  private async focus(): Promise<Heard> {
    const { result } = await this.tree.send('Runtime.evaluate', { expression: 'document.activeElement' });
    const { nodes } = await this.tree.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false });
    return { role: String(nodes[0]?.role?.value ?? ''), name: String(nodes[0]?.name?.value ?? '') };
  }

  /** Goes on by Tab until what has this role and name is focused; its focus can be seen. */
  async reach(role: string, name: string | RegExp, steps = 250): Promise<void> {
    const fits = (heard: Heard) => heard.role === role && (typeof name === 'string' ? heard.name === name : name.test(heard.name));
    const passed: string[] = [];
    for (let n = 0; n <= steps; n += 1) {
      const heard = await this.focus();
      if (fits(heard)) {
        await this.expectFocusInSight();
        return;
      }
      passed.push(`${heard.role} ${heard.name}`);
      await this.page.keyboard.press('Tab');
    }
    expect(passed.slice(-steps), `Tab leads to ${role} ${name}`).toContain(`${role} ${name}`);
  }

  /** A ring of the page's own, or of a part of the page that stands for the field. */
  private async expectFocusInSight(): Promise<void> {
    const isSeen = await this.page.evaluate(() => {
      const focused = document.activeElement!;
      const shown = [focused, focused.nextElementSibling, focused.parentElement, focused.closest('label'), focused.closest('.file-picker')];
      const has = (element: Element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
      };
      return shown.some((element) => element && has(element));
    });
    expect(isSeen, 'the focus is seen').toBe(true);
  }

  async press(role: string, name: string | RegExp, key = 'Enter'): Promise<void> {
    await this.reach(role, name);
    await this.page.keyboard.press(key);
  }

  /** A place of the navigation, from the top of the page. */
  async go(place: string): Promise<void> {
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await this.press('link', place);
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
  }

  /** Past the navigation by the first link of the page. */
  async skip(): Promise<void> {
    await this.page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
      getSelection()?.removeAllRanges();
    });
    await this.press('link', '本文へ');
  }

  /** Types into a field that was reached, and leaves it. */
  async type(name: string | RegExp, text: string): Promise<void> {
    await this.reach('textbox', name);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Tab');
  }

  /** Chooses in a list by the arrow keys. */
  async choose(name: string | RegExp, words: string): Promise<void> {
    await this.reach('combobox', name);
    const chosen = () => this.page.evaluate(() => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.text ?? '');
    await this.page.keyboard.press('Home');
    for (let n = 0; n < 60 && !(await chosen()).includes(words); n += 1) await this.page.keyboard.press('ArrowDown');
    expect(await chosen()).toContain(words);
  }

  /** Opens the file dialog of a field and picks the files in it. */
  async files(name: string | RegExp, files: { name: string; text: string }[]): Promise<void> {
    await this.reach('button', name);
    const [dialog] = await Promise.all([this.page.waitForEvent('filechooser'), this.page.keyboard.press('Enter')]);
    await dialog.setFiles(files.map(({ name, text }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) })));
  }

  async hears(words: RegExp): Promise<void> {
    await expect.poll(() => this.page.evaluate(() => (globalThis as any).shinchokuTestSaid as string[])).toContainEqual(expect.stringMatching(words));
  }
}
