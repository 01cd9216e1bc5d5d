import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { owner } from './owner-session';

const browserPath = '/usr/bin/chromium';

/** A page of Debian's Chromium in which the demo's owner is signed in. */
export interface EditorPage {
	readonly page: Page;
	close(): Promise<void>;
}

/** Throws with the remedy when there is no browser. */
export function requireBrowser(): void {
	if (!existsSync(browserPath)) throw new Error('Chromium is missing: apt-get install chromium');
}

/** Opens the browser without a window and signs in. */
export async function openEditorPage(address: string): Promise<EditorPage> {
	const browser = await chromium.launch({
		executablePath: browserPath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--no-first-run',
		],
	});
	try {
		const page = await browser.newPage({ viewport: { width: 2100, height: 1100 }, deviceScaleFactor: 1.5 });
		await signInOn(page, `${address}/signin`);
		return { page, close: () => browser.close() };
	} catch (error) {
		await browser.close();
		throw error;
	}
}

async function signInOn(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await page.fill('input[name=emailOrLdapLoginId]', owner.email);
	await page.fill('input[name=password]', owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL((at) => !at.pathname.includes('signin'), { timeout: 60_000 });
}
